/* A hall of listeners: opens many event streams and measures when each event reaches each of them.
 *
 *   client PORT CONNECTIONS EVENTS PATIENCE_S PATH COOKIE
 *
 * Prints "ready" when every stream has been greeted ("event: hello"). An event carries "@@" and 19 digits, the
 * CLOCK_MONOTONIC nanoseconds at which it was published. Ends when every event has reached everybody, or when
 * PATIENCE_S passes without news, and prints one line of JSON. One thread, one epoll; talks to 127.0.0.1 only.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { WAVE = 256, PORTS_OF_AN_ADDRESS = 20000, DIGITS = 19, CARRY = 2 + DIGITS };

struct stream {
    int fd;
    int events;
    int greeted;
    int carried;
    char carry[CARRY + 16];
};

static struct stream *streams;
static int total, open_streams, greeted, lost_connections;
static double *delays;         /* milliseconds, one a delivery, event by event */
static long *heard_of_event;   /* deliveries of each event */
static long deliveries, wanted, surplus;
static int events_wanted;

static int64_t now_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static void fail(const char *what) {
    perror(what);
    exit(2);
}

static void open_stream(int epoll, int number, int port, const char *request, size_t length) {
    struct stream *s = &streams[number];
    struct sockaddr_in from = {.sin_family = AF_INET};
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port)};
    from.sin_addr.s_addr = htonl(INADDR_LOOPBACK + number / PORTS_OF_AN_ADDRESS);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    s->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (s->fd < 0) fail("socket");
    // The port is chosen when the other end is known, so that one that waits after an earlier pass can be used again.
    int late = 1;
    if (setsockopt(s->fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &late, sizeof late)) fail("setsockopt");
    if (bind(s->fd, (struct sockaddr *)&from, sizeof from)) fail("bind");
    if (connect(s->fd, (struct sockaddr *)&to, sizeof to)) fail("connect");
    if (write(s->fd, request, length) != (ssize_t)length) fail("request");
    fcntl(s->fd, F_SETFL, O_NONBLOCK);
    struct epoll_event interest = {.events = EPOLLIN, .data.u32 = number};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, s->fd, &interest)) fail("epoll_ctl");
    open_streams++;
}

static void count_event(struct stream *s, const char *digits, int64_t at) {
    int64_t published = 0;
    for (int i = 0; i < DIGITS; i++) published = published * 10 + (digits[i] - '0');
    double delay = (at - published) / 1e6;
    int number = s->events++;
    if (number >= events_wanted) {
        surplus++;
        return;
    }
    delays[(long)number * total + heard_of_event[number]++] = delay;
    deliveries++;
}

/* Finds marks in `data`; what may be the beginning of one at the end is carried over to the next read. */
static void take(struct stream *s, char *data, size_t length, int64_t at) {
    if (!s->greeted && memmem(data, length, "event: hello", 12)) {
        s->greeted = 1;
        greeted++;
    }
    char *end = data + length, *from = data, *mark;
    while ((mark = memmem(from, end - from, "@@", 2)) && end - mark >= CARRY) {
        count_event(s, mark + 2, at);
        from = mark + CARRY;
    }
    size_t rest = mark ? (size_t)(end - mark) : (end > from && end[-1] == '@' ? 1 : 0);
    if (!s->greeted && rest == 0) { /* the greeting itself may be split */
        rest = length < 12 ? length : 12;
    }
    memcpy(s->carry, end - rest, rest);
    s->carried = rest;
}

static void read_stream(int epoll, struct stream *s) {
    static char buffer[1 << 17];
    memcpy(buffer, s->carry, s->carried);
    ssize_t got = read(s->fd, buffer + s->carried, sizeof buffer - s->carried);
    if (got > 0) {
        take(s, buffer, s->carried + got, now_ns());
    } else if (got == 0 || (errno != EAGAIN && errno != EINTR)) {
        epoll_ctl(epoll, EPOLL_CTL_DEL, s->fd, NULL);
        close(s->fd);
        open_streams--;
        lost_connections++;
    }
}

static int turn(int epoll, int wait_ms) {
    struct epoll_event ready[512];
    int n = epoll_wait(epoll, ready, 512, wait_ms);
    for (int i = 0; i < n; i++) read_stream(epoll, &streams[ready[i].data.u32]);
    return n;
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double quantile(const double *sorted, long count, double q) {
    if (!count) return -1;
    long index = (long)(q * count);
    return sorted[index < count ? index : count - 1];
}

/* Quantiles over all deliveries; and the median over the events of the time until 99 % of the clients, and all, had it. */
static void report(void) {
    double *p99 = calloc(events_wanted, sizeof *p99), *last = calloc(events_wanted, sizeof *last);
    long kept = 0;
    for (int event = 0; event < events_wanted; event++) {
        double *own = delays + (long)event * total;
        long count = heard_of_event[event];
        qsort(own, count, sizeof *own, ascending);
        p99[event] = quantile(own, count, 0.99);
        last[event] = quantile(own, count, 1.0);
        memmove(delays + kept, own, count * sizeof *own);
        kept += count;
    }
    qsort(delays, kept, sizeof *delays, ascending);
    qsort(p99, events_wanted, sizeof *p99, ascending);
    qsort(last, events_wanted, sizeof *last, ascending);
    printf("{\"connections\": %d, \"deliveries\": %ld, \"lost\": %ld, \"surplus\": %ld, \"cut\": %d, "
           "\"p50_ms\": %.3f, \"p95_ms\": %.3f, \"p99_ms\": %.3f, \"max_ms\": %.3f, "
           "\"median_event_p99_ms\": %.3f, \"median_event_last_ms\": %.3f}\n",
           greeted, deliveries, wanted - deliveries, surplus, lost_connections, quantile(delays, kept, 0.50),
           quantile(delays, kept, 0.95), quantile(delays, kept, 0.99), quantile(delays, kept, 1.0),
           quantile(p99, events_wanted, 0.50), quantile(last, events_wanted, 0.50));
}

int main(int argc, char **argv) {
    if (argc != 7) return 64;
    int port = atoi(argv[1]);
    total = atoi(argv[2]);
    events_wanted = atoi(argv[3]);
    int64_t patience = (int64_t)atoi(argv[4]) * 1000000000;
    wanted = (long)total * events_wanted;
    streams = calloc(total, sizeof *streams);
    delays = calloc(wanted, sizeof *delays);
    heard_of_event = calloc(events_wanted, sizeof *heard_of_event);
    char request[4096];
    int length = snprintf(request, sizeof request,
                          "GET %s HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nCookie: %s\r\n\r\n",
                          argv[5], argv[6]);
    int epoll = epoll_create1(0);
    int64_t begun = now_ns();
    for (int number = 0; number < total;) {
        for (int wave = 0; wave < WAVE && number < total; wave++) open_stream(epoll, number++, port, request, length);
        int64_t since = now_ns();
        while (greeted + lost_connections < number && now_ns() - since < patience) turn(epoll, 100);
    }
    printf("ready %d %.3f\n", greeted, (now_ns() - begun) / 1e9);
    fflush(stdout);
    int64_t news = now_ns();
    /* Before the first event the other hall may still be filling. */
    while (deliveries < wanted && open_streams && now_ns() - news < (deliveries ? patience : 15 * patience))
        if (turn(epoll, 200) > 0) news = now_ns();
    report();
    return 0;
}
