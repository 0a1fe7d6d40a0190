/** What secured listeners prove themselves by, and know devices by; replaced while they run. */
package dev.millrace.gateway.credential;
