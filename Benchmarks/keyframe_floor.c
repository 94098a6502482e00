// Reads and decodes given keyframes and nothing else: the floor below which no survey can be.
//
// usage: keyframe_floor LIST: lines of second, tab and file, as `camindexd scan --list-pictures`
// writes them, sorted by file. One file open at a time, one decoder a file, one thread.
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <stdio.h>
#include <string.h>

static AVFormatContext *file;
static AVCodecContext *decoder;
static AVStream *stream;

static int open_file(const char *path) {
    avcodec_free_context(&decoder);
    avformat_close_input(&file);
    if (avformat_open_input(&file, path, NULL, NULL) < 0) return -1;
    avformat_find_stream_info(file, NULL);
    int number = av_find_best_stream(file, AVMEDIA_TYPE_VIDEO, -1, -1, NULL, 0);
    if (number < 0) return -1;
    stream = file->streams[number];
    stream->discard = AVDISCARD_NONKEY;
    const AVCodec *codec = avcodec_find_decoder(stream->codecpar->codec_id);
    decoder = avcodec_alloc_context3(codec);
    avcodec_parameters_to_context(decoder, stream->codecpar);
    decoder->thread_count = 1;
    return avcodec_open2(decoder, codec, NULL);
}

int main(int count, char **arguments) {
    FILE *list = count == 2 ? fopen(arguments[1], "r") : NULL;
    if (!list) {
        fprintf(stderr, "usage: keyframe_floor LIST\n");
        return 2;
    }
    char path[4096], last[4096] = "";
    double second;
    long pictures = 0, bytes = 0;
    AVPacket *packet = av_packet_alloc();
    AVFrame *frame = av_frame_alloc();
    while (fscanf(list, "%lf\t%4095[^\n]", &second, path) == 2) {
        if (strcmp(path, last) != 0 && open_file(strcpy(last, path)) < 0) {
            fprintf(stderr, "cannot decode %s\n", path);
            return 1;
        }
        int64_t start = stream->start_time == AV_NOPTS_VALUE ? 0 : stream->start_time;
        int64_t time = start + (int64_t)(second / av_q2d(stream->time_base) + 0.5);
        av_seek_frame(file, stream->index, time, AVSEEK_FLAG_BACKWARD);
        int done = 0;
        while (!done && av_read_frame(file, packet) >= 0) {
            if (packet->stream_index == stream->index && packet->flags & AV_PKT_FLAG_KEY) {
                bytes += packet->size;
                avcodec_send_packet(decoder, packet);
                avcodec_send_packet(decoder, NULL);
                while (avcodec_receive_frame(decoder, frame) >= 0) pictures++;
                avcodec_flush_buffers(decoder);
                done = 1;
            }
            av_packet_unref(packet);
        }
    }
    printf("%ld keyframes of %ld KB each\n", pictures, pictures ? bytes / pictures / 1000 : 0);
    return 0;
}
