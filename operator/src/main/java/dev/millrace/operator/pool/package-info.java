/** Node pools: which nodes belong to each, and whether any is ready. */
package dev.millrace.operator.pool;
