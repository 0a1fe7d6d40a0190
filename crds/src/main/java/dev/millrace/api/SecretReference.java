package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A Secret in the namespace of the resource that names it. */
public record SecretReference(
    @JsonPropertyDescription("Name of a Secret in the same namespace.")
        @Required
        @Size(max = Syntax.SUBDOMAIN_LENGTH)
        @Pattern(Syntax.SUBDOMAIN)
        String secretName) {}
