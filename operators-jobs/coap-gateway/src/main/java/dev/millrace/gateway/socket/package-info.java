/** Where datagrams come in and go out, with copies of earlier requests taken out on the way. */
package dev.millrace.gateway.socket;
