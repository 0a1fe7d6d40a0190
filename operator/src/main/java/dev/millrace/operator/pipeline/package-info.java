/** Pipelines: topics, and the replicas of each stage where the control log says that they are. */
package dev.millrace.operator.pipeline;
