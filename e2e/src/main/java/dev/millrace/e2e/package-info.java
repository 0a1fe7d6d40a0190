/** What an outsider sees of Millrace on a cluster: CoAP in, the topics out. */
package dev.millrace.e2e;
