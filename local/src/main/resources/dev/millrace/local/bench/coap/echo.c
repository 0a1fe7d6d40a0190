/* The floor of a CoAP server: answers every datagram with 2.05 "hello world", and knows nothing else. */
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

int main(int count, char **arguments) {
  static const char payload[] = "hello world";
  unsigned char datagram[2048];
  struct sockaddr_in address = {.sin_family = AF_INET};
  struct sockaddr_in peer;
  int buffer = 1 << 20;
  int server = socket(AF_INET, SOCK_DGRAM, 0);
  if (count < 2 || server < 0) return 2;
  address.sin_port = htons(atoi(arguments[1]));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  setsockopt(server, SOL_SOCKET, SO_RCVBUF, &buffer, sizeof buffer);
  setsockopt(server, SOL_SOCKET, SO_SNDBUF, &buffer, sizeof buffer);
  if (bind(server, (struct sockaddr *)&address, sizeof address) != 0) return 1;
  for (;;) {
    socklen_t size = sizeof peer;
    ssize_t length = recvfrom(server, datagram, sizeof datagram, 0, (struct sockaddr *)&peer, &size);
    int head = length < 4 ? 0 : 4 + (datagram[0] & 15);
    if (head == 0 || head > length) continue;
    datagram[0] = 0x60 | (datagram[0] & 15);
    datagram[1] = 0x45;
    datagram[head] = 0xff;
    memcpy(datagram + head + 1, payload, sizeof payload - 1);
    sendto(server, datagram, head + sizeof payload, 0, (struct sockaddr *)&peer, size);
  }
}
