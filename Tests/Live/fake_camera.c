// A capture device (V4L2) that is none: loaded before a program (LD_PRELOAD), it answers for one path
// as the kernel answers for a webcam, as far as FFmpeg asks.
//
//   FAKE_CAMERA=/dev/video99    the path
//   FAKE_CAMERA_PICTURES=FILE   what it gives, again and again
//   FAKE_CAMERA_CODING=MJPG     how FILE is coded: JPEG pictures one behind the other, or YUYV
//   FAKE_CAMERA_SIZE=640x360    their size
//   FAKE_CAMERA_RATE=6          pictures in a second
//   FAKE_CAMERA_FAULT=FILE      a file whose text says what is wrong now: "gone" (unplugged), "still"
//                               (gives nothing), "busy" (another program has it); none: nothing is
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define MOST_BUFFERS 8
#define BUFFER_BYTES (4 << 20)

// One at a time: the memory behind its descriptor holds the buffers, so that mmap needs no answer.
static int device = -1;
static unsigned char *memory;
static unsigned buffer_count, sequence;
static int waiting[MOST_BUFFERS];
static unsigned waiting_count;
static struct timespec begin;

static const unsigned char *pictures;
static size_t pictures_size, place;

static int (*next_ioctl)(int, unsigned long, ...);

static int fails(const char *fault) {
    const char *path = getenv("FAKE_CAMERA_FAULT");
    FILE *file = path ? fopen(path, "r") : NULL;
    if (!file) return 0;
    char word[16] = "";
    int found = fscanf(file, "%15s", word);
    fclose(file);
    return found == 1 && strcmp(word, fault) == 0;
}

static double rate(void) {
    const char *text = getenv("FAKE_CAMERA_RATE");
    return text ? atof(text) : 6;
}

static void size(unsigned *width, unsigned *height) {
    const char *text = getenv("FAKE_CAMERA_SIZE");
    if (!text || sscanf(text, "%ux%u", width, height) != 2) *width = 640, *height = 360;
}

static unsigned coding(void) {
    const char *text = getenv("FAKE_CAMERA_CODING");
    return text && strcmp(text, "YUYV") == 0 ? V4L2_PIX_FMT_YUYV : V4L2_PIX_FMT_MJPEG;
}

static unsigned raw_bytes(void) {
    unsigned width, height;
    size(&width, &height);
    return coding() == V4L2_PIX_FMT_YUYV ? 2 * width * height : 0;
}

static int opened(void) {
    if (fails("gone")) return errno = ENOENT, -1;
    if (!pictures) {
        const char *path = getenv("FAKE_CAMERA_PICTURES");
        int file = path ? open(path, O_RDONLY) : -1;
        struct stat status;
        if (file < 0 || fstat(file, &status) < 0) return errno = EIO, -1;
        pictures_size = status.st_size;
        pictures = mmap(NULL, pictures_size, PROT_READ, MAP_PRIVATE, file, 0);
        close(file);
        if (pictures == MAP_FAILED) return errno = EIO, -1;
    }
    device = memfd_create("fake-camera", 0);
    if (device < 0 || ftruncate(device, MOST_BUFFERS * BUFFER_BYTES) < 0) return -1;
    memory = mmap(NULL, MOST_BUFFERS * BUFFER_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED, device, 0);
    waiting_count = buffer_count = sequence = 0;
    return memory == MAP_FAILED ? -1 : device;
}

int open(const char *path, int flags, ...) {
    const char *own = getenv("FAKE_CAMERA");
    if (own && strcmp(path, own) == 0) return opened();
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    static int (*next)(const char *, int, ...);
    if (!next) next = dlsym(RTLD_NEXT, "open");
    return next(path, flags, mode);
}

// The same where files may be of any length, as on each machine of 64 bits.
int open64(const char *path, int flags, ...) __attribute__((alias("open")));

int access(const char *path, int mode) {
    const char *own = getenv("FAKE_CAMERA");
    if (own && strcmp(path, own) == 0) return fails("gone") ? (errno = ENOENT, -1) : 0;
    int (*next)(const char *, int) = dlsym(RTLD_NEXT, "access");
    return next(path, mode);
}

int close(int file) {
    static int (*next)(int);
    if (!next) next = dlsym(RTLD_NEXT, "close");
    if (file >= 0 && file == device) {
        munmap(memory, MOST_BUFFERS * BUFFER_BYTES);
        device = -1;
    }
    return next(file);
}

// The bytes of the next picture.
static size_t picture(const unsigned char **start) {
    if (place >= pictures_size) place = 0;
    *start = pictures + place;
    size_t bytes = raw_bytes();
    if (!bytes) {
        static const unsigned char seam[] = {0xff, 0xd9, 0xff, 0xd8};
        unsigned char *end = memmem(*start, pictures_size - place, seam, sizeof seam);
        bytes = end ? (size_t)(end - *start) + 2 : pictures_size - place;
    }
    place += bytes;
    return bytes;
}

static int dequeue(struct v4l2_buffer *buffer) {
    if (fails("gone")) return errno = ENODEV, -1;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    double since = now.tv_sec - begin.tv_sec + (now.tv_nsec - begin.tv_nsec) / 1e9;
    if (since * rate() < sequence || fails("still")) return errno = EAGAIN, -1;
    const unsigned char *start;
    size_t bytes = picture(&start);
    sequence++;
    // A device whose buffers are all taken loses the picture.
    if (!waiting_count) return errno = EAGAIN, -1;
    unsigned index = waiting[0];
    memmove(waiting, waiting + 1, --waiting_count * sizeof *waiting);
    memcpy(memory + (size_t)index * BUFFER_BYTES, start, bytes);
    memset(buffer, 0, sizeof *buffer);
    buffer->type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    buffer->memory = V4L2_MEMORY_MMAP;
    buffer->index = index;
    buffer->bytesused = bytes;
    buffer->length = BUFFER_BYTES;
    buffer->m.offset = index * BUFFER_BYTES;
    buffer->sequence = sequence;
    buffer->flags = V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC;
    buffer->timestamp.tv_sec = now.tv_sec;
    buffer->timestamp.tv_usec = now.tv_nsec / 1000;
    return 0;
}

static void describe(struct v4l2_format *format) {
    struct v4l2_pix_format *pixels = &format->fmt.pix;
    size(&pixels->width, &pixels->height);
    pixels->pixelformat = coding();
    pixels->field = V4L2_FIELD_NONE;
    pixels->bytesperline = coding() == V4L2_PIX_FMT_YUYV ? 2 * pixels->width : 0;
    pixels->sizeimage = raw_bytes() ? raw_bytes() : BUFFER_BYTES;
}

static int answer(unsigned long request, void *argument) {
    switch (request) {
    case VIDIOC_QUERYCAP: {
        struct v4l2_capability *known = argument;
        memset(known, 0, sizeof *known);
        strcpy((char *)known->driver, "fake");
        strcpy((char *)known->card, "Fake camera");
        known->capabilities = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
        return 0;
    }
    case VIDIOC_G_INPUT: *(int *)argument = 0; return 0;
    case VIDIOC_S_INPUT: return 0;
    case VIDIOC_ENUMINPUT: {
        struct v4l2_input *input = argument;
        if (input->index > 0) return errno = EINVAL, -1;
        strcpy((char *)input->name, "Camera 1");
        input->std = 0;
        return 0;
    }
    case VIDIOC_S_FMT:
        if (fails("busy")) return errno = EBUSY, -1;
        // As drivers do: what is not known becomes what is.
        describe(argument);
        return 0;
    case VIDIOC_G_FMT: describe(argument); return 0;
    case VIDIOC_G_PARM:
    case VIDIOC_S_PARM: {
        struct v4l2_streamparm *given = argument;
        given->parm.capture.capability = V4L2_CAP_TIMEPERFRAME;
        given->parm.capture.timeperframe.numerator = 1000;
        given->parm.capture.timeperframe.denominator = (unsigned)(1000 * rate());
        return 0;
    }
    case VIDIOC_REQBUFS: {
        struct v4l2_requestbuffers *wanted = argument;
        if (wanted->count > MOST_BUFFERS) wanted->count = MOST_BUFFERS;
        buffer_count = wanted->count;
        return 0;
    }
    case VIDIOC_QUERYBUF: {
        struct v4l2_buffer *buffer = argument;
        if (buffer->index >= buffer_count) return errno = EINVAL, -1;
        buffer->length = BUFFER_BYTES;
        buffer->m.offset = buffer->index * BUFFER_BYTES;
        return 0;
    }
    case VIDIOC_QBUF: waiting[waiting_count++] = ((struct v4l2_buffer *)argument)->index; return 0;
    case VIDIOC_STREAMON: clock_gettime(CLOCK_MONOTONIC, &begin); return 0;
    case VIDIOC_STREAMOFF: return 0;
    case VIDIOC_DQBUF: return dequeue(argument);
    default: return errno = ENOTTY, -1;
    }
}

int ioctl(int file, unsigned long request, ...) {
    va_list arguments;
    va_start(arguments, request);
    void *argument = va_arg(arguments, void *);
    va_end(arguments);
    if (file >= 0 && file == device) return answer(request, argument);
    if (!next_ioctl) next_ioctl = dlsym(RTLD_NEXT, "ioctl");
    return next_ioctl(file, request, argument);
}
