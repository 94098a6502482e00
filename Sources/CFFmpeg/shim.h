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
