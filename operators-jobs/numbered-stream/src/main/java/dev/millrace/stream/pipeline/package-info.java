/**
 * From a directory of manifests to a graph that can be run. {@link
 * dev.millrace.stream.pipeline.PipelineCompiler} checks what no single resource shows: whether the
 * topics, pools, gateways and secrets that they name exist and fit together, whether the graph has
 * cycles or loose ends, and whether every expression has its types right. All problems are found at
 * once, and before anything starts; a {@link dev.millrace.stream.pipeline.PipelineGraph} exists
 * only of manifests without any.
 */
package dev.millrace.stream.pipeline;
