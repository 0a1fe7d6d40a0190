package main

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
)

// serve answers HTTP and UDP with this pod's name and the address that it sees the client at, until it is told to end.
func serve([]string) error {
	name, err := os.Hostname()
	if err != nil {
		return err
	}
	packets, err := net.ListenPacket("udp4", ":5683")
	if err != nil {
		return err
	}
	failed := make(chan error, 2)
	go func() { failed <- answer(packets, name) }()
	go func() {
		failed <- http.ListenAndServe(":8080", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprintln(w, greeting(name, r.RemoteAddr))
		}))
	}()
	ended := make(chan os.Signal, 1)
	signal.Notify(ended, syscall.SIGTERM, syscall.SIGINT)
	fmt.Println("serving")
	select {
	case err := <-failed:
		return err
	case <-ended:
		return nil
	}
}

func answer(packets net.PacketConn, name string) error {
	buffer := make([]byte, 2048)
	for {
		_, client, err := packets.ReadFrom(buffer)
		if err != nil {
			return err
		}
		// A client that is gone is no reason to end.
		_, _ = packets.WriteTo([]byte(greeting(name, client.String())), client)
	}
}

func greeting(name, client string) string {
	host, _, _ := net.SplitHostPort(client)
	return fmt.Sprintf("%s hears %s.", name, host)
}
