// Receives RTSP streams over TCP on a thread each and decodes some of their keyframes, and nothing
// else: the floor below which no program can be that watches them through FFmpeg.
//
// usage: receive_floor COUNT SECONDS URL: COUNT connections to URL, each with a keyframe decoded
// that comes SECONDS or later behind the last one; 0 decodes none. One decoder on a thread of its
// own serves all, as a keyframe needs nothing of those before it. Runs until SIGTERM, then prints
// what it did.
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/time.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

static atomic_int is_over;
static atomic_long packets, keyframes, pictures, failures;
static const char *url;
static int64_t gap;

// Keyframes that wait for the decoder; where too many do, the newest are left out.
#define MOST_WAITING 4096
static AVPacket *waiting[MOST_WAITING];
static unsigned first, count;
static AVCodecParameters *parameters;
static pthread_mutex_t queue = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t arrival = PTHREAD_COND_INITIALIZER;

static int is_interrupted(void *unused) {
    (void)unused;
    return is_over;
}

static void submit(AVStream *stream, AVPacket *packet) {
    pthread_mutex_lock(&queue);
    if (!parameters) {
        parameters = avcodec_parameters_alloc();
        avcodec_parameters_copy(parameters, stream->codecpar);
    }
    if (count < MOST_WAITING) waiting[(first + count++) % MOST_WAITING] = av_packet_clone(packet);
    pthread_cond_signal(&arrival);
    pthread_mutex_unlock(&queue);
}

static AVPacket *next(void) {
    pthread_mutex_lock(&queue);
    while (count == 0 && !is_over) pthread_cond_wait(&arrival, &queue);
    AVPacket *packet = NULL;
    if (count > 0) {
        packet = waiting[first];
        first = (first + 1) % MOST_WAITING;
        count--;
    }
    pthread_mutex_unlock(&queue);
    return packet;
}

static void *decode(void *unused) {
    AVFrame *frame = av_frame_alloc();
    AVCodecContext *decoder = NULL;
    AVPacket *packet;
    while ((packet = next())) {
        if (!decoder) {
            const AVCodec *codec = avcodec_find_decoder(parameters->codec_id);
            decoder = avcodec_alloc_context3(codec);
            avcodec_parameters_to_context(decoder, parameters);
            decoder->thread_count = 1;
            avcodec_open2(decoder, codec, NULL);
        }
        if (avcodec_send_packet(decoder, packet) >= 0) {
            // Without the end it would wait for pictures that may be shown before this one.
            avcodec_send_packet(decoder, NULL);
            while (avcodec_receive_frame(decoder, frame) >= 0) {
                pictures++;
                av_frame_unref(frame);
            }
        }
        avcodec_flush_buffers(decoder);
        av_packet_free(&packet);
    }
    avcodec_free_context(&decoder);
    av_frame_free(&frame);
    return unused;
}

static void *receive(void *unused) {
    AVFormatContext *input = avformat_alloc_context();
    input->interrupt_callback.callback = is_interrupted;
    AVDictionary *options = NULL;
    av_dict_set(&options, "rtsp_transport", "tcp", 0);
    av_dict_set(&options, "allowed_media_types", "video", 0);
    if (avformat_open_input(&input, url, NULL, &options) < 0) {
        failures++;
        return unused;
    }
    avformat_find_stream_info(input, NULL);
    int number = av_find_best_stream(input, AVMEDIA_TYPE_VIDEO, -1, -1, NULL, 0);
    AVPacket *packet = av_packet_alloc();
    int64_t last = 0;
    while (number >= 0 && !is_over && av_read_frame(input, packet) >= 0) {
        packets++;
        int64_t now = av_gettime_relative();
        if (packet->stream_index == number && packet->flags & AV_PKT_FLAG_KEY) {
            keyframes++;
            // Half a second less: a keyframe may come a little early.
            if (gap > 0 && now - last >= gap - 500000) {
                last = now;
                submit(input->streams[number], packet);
            }
        }
        av_packet_unref(packet);
    }
    if (!is_over) failures++;
    av_packet_free(&packet);
    avformat_close_input(&input);
    return unused;
}

int main(int given, char **arguments) {
    int cameras = given == 4 ? atoi(arguments[1]) : 0;
    if (cameras < 1) {
        fprintf(stderr, "usage: receive_floor COUNT SECONDS URL\n");
        return 2;
    }
    gap = (int64_t)(atof(arguments[2]) * 1e6);
    url = arguments[3];
    av_log_set_level(AV_LOG_QUIET);

    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    pthread_sigmask(SIG_BLOCK, &ends, NULL);

    pthread_attr_t small;
    pthread_attr_init(&small);
    pthread_attr_setstacksize(&small, 512 * 1024);
    pthread_t *threads = calloc(cameras, sizeof *threads), decoding;
    pthread_create(&decoding, NULL, decode, NULL);
    for (int i = 0; i < cameras; i++) pthread_create(&threads[i], &small, receive, NULL);
    int signal_number;
    sigwait(&ends, &signal_number);
    pthread_mutex_lock(&queue);
    is_over = 1;
    pthread_cond_signal(&arrival);
    pthread_mutex_unlock(&queue);
    pthread_join(decoding, NULL);
    for (int i = 0; i < cameras; i++) pthread_join(threads[i], NULL);
    printf("%ld packets, %ld keyframes, %ld decoded, %ld failed\n", packets, keyframes, pictures,
           failures);
    return failures > 0;
}
