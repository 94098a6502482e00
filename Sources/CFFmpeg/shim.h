#pragma once

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/avutil.h>
#include <libavutil/display.h>
#include <libavutil/error.h>
#include <libavutil/imgutils.h>
#include <libavutil/log.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
#include <libavutil/time.h>
#include <libswscale/swscale.h>

// What follows exists only because Swift's importer cannot read it: macros with casts.

/// `AVERROR_EOF` is a macro over FFERRTAG with casts.
static const int cffmpeg_error_end_of_file = AVERROR_EOF;
/// `AVERROR(EAGAIN)` negates an errno by macro.
static const int cffmpeg_error_again = AVERROR(EAGAIN);
/// `AV_NOPTS_VALUE` casts an unsigned literal to int64_t.
static const int64_t cffmpeg_no_timestamp = AV_NOPTS_VALUE;
/// `AVERROR(EINVAL)` negates an errno by macro.
static const int cffmpeg_error_invalid_argument = AVERROR(EINVAL);
/// `AVERROR_ENCODER_NOT_FOUND` is a macro over FFERRTAG with casts.
static const int cffmpeg_error_encoder_not_found = AVERROR_ENCODER_NOT_FOUND;
/// `AVERROR_OPTION_NOT_FOUND` is a macro over FFERRTAG with casts.
static const int cffmpeg_error_option_not_found = AVERROR_OPTION_NOT_FOUND;
/// `AVERROR(EIO)` negates an errno by macro.
static const int cffmpeg_error_input_output = AVERROR(EIO);
/// `AVERROR_INVALIDDATA` is a macro over FFERRTAG with casts.
static const int cffmpeg_error_invalid_data = AVERROR_INVALIDDATA;
/// `AVERROR(ENOMEM)` negates an errno by macro.
static const int cffmpeg_error_out_of_memory = AVERROR(ENOMEM);
/// `AVERROR(ECONNREFUSED)` negates an errno by macro.
static const int cffmpeg_error_connection_refused = AVERROR(ECONNREFUSED);
/// `AVERROR(EHOSTUNREACH)` negates an errno by macro.
static const int cffmpeg_error_host_unreachable = AVERROR(EHOSTUNREACH);
/// `AVERROR(ENETUNREACH)` negates an errno by macro.
static const int cffmpeg_error_network_unreachable = AVERROR(ENETUNREACH);
/// `AVERROR(EPROTONOSUPPORT)` negates an errno by macro; it is RTSP's 461, unsupported transport.
static const int cffmpeg_error_transport = AVERROR(EPROTONOSUPPORT);
/// `AVERROR(ETIMEDOUT)` negates an errno by macro.
static const int cffmpeg_error_timed_out = AVERROR(ETIMEDOUT);
/// `AVERROR_HTTP_*` are macros over FFERRTAG with casts; RTSP's answers are told by them as well.
static const int cffmpeg_error_bad_request = AVERROR_HTTP_BAD_REQUEST;
static const int cffmpeg_error_unauthorized = AVERROR_HTTP_UNAUTHORIZED;
static const int cffmpeg_error_forbidden = AVERROR_HTTP_FORBIDDEN;
static const int cffmpeg_error_not_found = AVERROR_HTTP_NOT_FOUND;
static const int cffmpeg_error_other_request = AVERROR_HTTP_OTHER_4XX;
static const int cffmpeg_error_server = AVERROR_HTTP_SERVER_ERROR;
