// A go-coap server with one resource, as its README shows it.
package main

import (
	"bytes"
	"log"
	"os"

	"github.com/plgd-dev/go-coap/v3/message"
	"github.com/plgd-dev/go-coap/v3/message/codes"
	"github.com/plgd-dev/go-coap/v3/mux"
	"github.com/plgd-dev/go-coap/v3/net"
	"github.com/plgd-dev/go-coap/v3/options"
	"github.com/plgd-dev/go-coap/v3/udp"
)

func main() {
	router := mux.NewRouter()
	err := router.Handle("/benchmark", mux.HandlerFunc(func(w mux.ResponseWriter, r *mux.Message) {
		if err := w.SetResponse(codes.Content, message.TextPlain, bytes.NewReader([]byte("hello world"))); err != nil {
			log.Print(err)
		}
	}))
	if err != nil {
		log.Fatal(err)
	}
	listener, err := net.NewListenUDP("udp4", "127.0.0.1:"+os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(udp.NewServer(options.WithMux(router)).Serve(listener))
}
