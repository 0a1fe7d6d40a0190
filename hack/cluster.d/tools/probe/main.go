// Command probe is what the checks of the test cluster run, in pods and outside: a small server, and clients that
// print what they got. It is linked statically, so that its image holds this one file and no shell.
package main

import (
	"fmt"
	"os"
	"time"
)

// The longest that a client waits for an answer.
const patience = 3 * time.Second

var commands = map[string]struct {
	arguments int
	run       func(arguments []string) error
}{
	"serve":   {0, serve},                                              // HTTP on 8080 and UDP on 5683
	"get":     {1, func(a []string) error { return get(a[0]) }},        // URL: the body of the answer
	"api":     {1, func(a []string) error { return api(a[0]) }},        // PATH: the API server's status for this pod's token
	"udp":     {1, func(a []string) error { return udp(a[0]) }},        // ADDRESS: the answer to a datagram
	"resolve": {1, func(a []string) error { return resolve(a[0]) }},    // NAME: its addresses
	"keep":    {2, func(a []string) error { return keep(a[0], a[1]) }}, // FILE LINE: adds the line, prints the file
}

func main() {
	if len(os.Args) < 2 {
		fail("no command")
	}
	command, known := commands[os.Args[1]]
	if !known || len(os.Args)-2 != command.arguments {
		fail("wrong command or number of arguments")
	}
	if err := command.run(os.Args[2:]); err != nil {
		fail(err.Error())
	}
}

func fail(why string) {
	fmt.Fprintln(os.Stderr, "probe:", why)
	os.Exit(1)
}
