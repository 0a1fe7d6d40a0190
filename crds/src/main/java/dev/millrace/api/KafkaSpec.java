package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** The Kafka cluster; credentials come by reference, never inline. */
public record KafkaSpec(
    @JsonPropertyDescription("Brokers to begin with, as host:port, separated by commas.")
        @Required
        @Size(max = 1024)
        @Pattern(Syntax.BOOTSTRAP)
        String bootstrapServers,
    @JsonPropertyDescription("Secret with Kafka client properties for authentication and TLS.")
        SecretReference credentials) {}
