package dev.millrace.gateway.block;

import java.time.Duration;

/**
 * The bounds of uploads.
 *
 * @param maxBody bytes of the longest body
 * @param maxBytes what all uploads together may take, with what is kept beside their bodies
 * @param maxOfPeer how many a peer may have under way
 * @param lifetime after which one is forgotten if no block of it comes
 */
public record UploadLimits(int maxBody, long maxBytes, int maxOfPeer, Duration lifetime) {}
