/** What the API server's audit log says that an account has done. */
package dev.millrace.e2e.audit;
