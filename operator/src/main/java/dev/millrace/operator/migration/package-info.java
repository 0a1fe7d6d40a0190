/**
 * Migrations: the coordinator of the hand-over protocol, with the resource's status as its journal
 * and Deployments as its replicas.
 */
package dev.millrace.operator.migration;
