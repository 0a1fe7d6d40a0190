package dev.millrace.api.manifest;

import com.fasterxml.jackson.databind.JsonNode;

/** One YAML document as a tree, and where its parts stand. */
record Document(JsonNode tree, SourceMap source) {}
