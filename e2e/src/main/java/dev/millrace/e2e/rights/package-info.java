/** Whether the operator's rights are those that it uses: no fewer, and no more. */
package dev.millrace.e2e.rights;
