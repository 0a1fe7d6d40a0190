package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/** A step in Java: a class of the step SPI, its parameters, and the fields of what it writes. */
public record CustomSpec(
    @JsonPropertyDescription("Fully qualified name of the class.")
        @Required
        @Size(max = 253)
        @Pattern("^([A-Za-z_$][A-Za-z0-9_$]*\\.)*[A-Za-z_$][A-Za-z0-9_$]*$")
        String className,
    @JsonPropertyDescription("Parameters that the class is given.") @Size(max = 32)
        Map<String, @Size(max = 1024) String> parameters,
    @JsonPropertyDescription(
            "Type of each field that the class writes; absent means those of its input.")
        @Size(min = 1, max = Syntax.MAX_FIELDS)
        @ValidationRule(value = Syntax.FIELD_KEYS, message = Syntax.FIELD_KEYS_MESSAGE)
        Map<String, FieldType> fields) {}
