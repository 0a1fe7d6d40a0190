package dev.millrace.api;

/** The Kafka cluster; credentials come by reference, never inline. */
public record KafkaSpec(String bootstrapServers, SecretReference credentials) {}
