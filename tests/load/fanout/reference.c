/* The floor: what one core can do when it does nothing but write the same bytes to every connection.
 *
 *   reference CONNECTIONS BYTES
 *
 * Prints its port, accepts event streams and greets them. Each line on its standard input holds 19 digits, the
 * CLOCK_MONOTONIC nanoseconds of an event, and is broadcast as an event of BYTES bytes; the end of the input ends it.
 * No session, no log, no languages, no slow clients: one thread, one epoll, one write() a delivery. Listens on
 * 127.0.0.1 only.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

static const char HEAD[] = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\n"
                           "cache-control: no-store\r\nconnection: close\r\n\r\nretry: 3000\n\n"
                           "event: hello\nid: 0\ndata: {}\n\n";

static int *listeners, count, capacity;

static void fail(const char *what) {
    perror(what);
    exit(2);
}

static void watch(int epoll, int fd) {
    struct epoll_event interest = {.events = EPOLLIN, .data.fd = fd};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &interest)) fail("epoll_ctl");
}

static void accept_all(int epoll, int door) {
    int fd, yes = 1;
    while ((fd = accept4(door, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        watch(epoll, fd);
    }
}

/* The whole request comes in one segment on the loopback. */
static void greet(int epoll, int fd) {
    char request[8192];
    ssize_t got = read(fd, request, sizeof request);
    if (got <= 0) {
        epoll_ctl(epoll, EPOLL_CTL_DEL, fd, NULL);
        close(fd);
    } else if (count < capacity) {
        listeners[count++] = fd;
        if (write(fd, HEAD, sizeof HEAD - 1) < 0) fail("greeting");
    }
}

static void broadcast(int number, const char *digits, int bytes) {
    char frame[8192];
    int length = snprintf(frame, sizeof frame, "id: %d\ndata: {\"mark\":\"@@%.19s\",\"fill\":\"", number, digits);
    memset(frame + length, 'x', bytes - length - 4);
    memcpy(frame + bytes - 4, "\"}\n\n", 4);
    for (int i = 0; i < count; i++)
        if (write(listeners[i], frame, bytes) != bytes) fprintf(stderr, "a client was too slow\n");
}

int main(int argc, char **argv) {
    if (argc != 3) return 64;
    signal(SIGPIPE, SIG_IGN);
    capacity = atoi(argv[1]);
    int bytes = atoi(argv[2]), sent = 0;
    listeners = calloc(capacity, sizeof *listeners);
    struct sockaddr_in here = {.sin_family = AF_INET};
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof here;
    int door = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (bind(door, (struct sockaddr *)&here, sizeof here) || listen(door, 8192)) fail("listen");
    getsockname(door, (struct sockaddr *)&here, &size);
    printf("%d\n", ntohs(here.sin_port));
    fflush(stdout);
    int epoll = epoll_create1(0);
    watch(epoll, door);
    watch(epoll, STDIN_FILENO);
    for (;;) {
        struct epoll_event ready[512];
        int n = epoll_wait(epoll, ready, 512, -1);
        for (int i = 0; i < n; i++) {
            int fd = ready[i].data.fd;
            if (fd == door) {
                accept_all(epoll, door);
            } else if (fd == STDIN_FILENO) {
                char line[20];
                if (read(fd, line, sizeof line) < (ssize_t)sizeof line) return 0;
                broadcast(++sent, line, bytes);
            } else {
                greet(epoll, fd);
            }
        }
    }
}
