package dev.millrace.fleet.device;

import dev.millrace.fleet.message.MessageIds;
import dev.millrace.fleet.message.RequestEncoder;
import dev.millrace.fleet.message.Tokens;
import java.net.InetSocketAddress;

/**
 * How one device appears on the network.
 *
 * @param number the device's number, from 0
 * @param local address and port of its socket
 * @param encoder writes its requests
 * @param messageIds its Message IDs
 * @param tokens the fleet's tokens
 */
public record DeviceIdentity(
    int number,
    InetSocketAddress local,
    RequestEncoder encoder,
    MessageIds messageIds,
    Tokens tokens) {}
