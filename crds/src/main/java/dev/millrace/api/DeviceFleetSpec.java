package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/**
 * Simulated devices. Everything they send follows from {@code seed}. {@code path} is a template
 * whose variables come from {@code variables}; <code>{device}</code> is the device's number from 0.
 */
@ValidationRule(
    value = "self.protocol != 'coaps' || has(self.identities)",
    message = "protocol coaps needs identities: the Secret with the pre-shared keys")
@ValidationRule(
    value = "self.protocol != 'coap' || !has(self.identities)",
    message = "protocol coap is not encrypted and takes no identities; use coaps")
@ValidationRule(
    value =
        "self.payload.all(k, !has(self.payload[k].variable) || self.payload[k].variable == 'device' || (has(self.variables) && self.payload[k].variable in self.variables))",
    message = "a payload's variable must be device or one of variables",
    fieldPath = ".payload")
@ValidationRule(
    value =
        "self.phases.filter(p, !has(p.duration)).size() == 0 || (self.phases.filter(p, !has(p.duration)).size() == 1 && !has(self.phases[self.phases.size() - 1].duration))",
    message = "only the last phase may be without duration",
    fieldPath = ".phases")
public record DeviceFleetSpec(
    @JsonPropertyDescription("CoapGateway that the devices send to, in the same namespace.")
        @Required
        @Size(max = Syntax.LABEL_LENGTH)
        @Pattern(Syntax.LABEL)
        String gateway,
    @JsonPropertyDescription("coap, or coaps for CoAP over DTLS.") @Default("coap")
        ListenerSpec.Protocol protocol,
    @JsonPropertyDescription("Number of devices, each with its own socket.")
        @Default("1")
        @Min(1)
        @Max(100000)
        Integer devices,
    @JsonPropertyDescription("Seed of everything random: the same seed sends the same.")
        @Default("1")
        Long seed,
    @JsonPropertyDescription(
            "Path that a device sends to; a variable stands in braces, as in /lots/{lot}/gates/{device}.")
        @Required
        @Size(max = Syntax.PATH_LENGTH)
        @Pattern(Syntax.FLEET_PATH)
        String path,
    @JsonPropertyDescription(
            "Values of each variable of the path; devices go through all combinations, the last variable of the path fastest.")
        @Size(max = 16)
        @ValidationRule(value = Syntax.FIELD_KEYS, message = Syntax.FIELD_KEYS_MESSAGE)
        @ValidationRule(
            value = "!('device' in self)",
            message = "device is the device's number and cannot be given values")
        Map<String, List<@Size(min = 1, max = 253) String>> variables,
    @JsonPropertyDescription("CoAP method.") @Default("POST") GatewayResourceSpec.Method method,
    @JsonPropertyDescription("Whether the messages ask for an acknowledgement.") @Default("true")
        Boolean confirmable,
    @JsonPropertyDescription("Content format of the payload.")
        @Default("application/json")
        @Size(max = Syntax.FORMAT_LENGTH)
        @Pattern("^application/(json|cbor|senml\\+json|senml\\+cbor)$")
        String format,
    @JsonPropertyDescription("How each field of a message gets its value.")
        @Required
        @Size(min = 1, max = Syntax.MAX_FIELDS)
        @ValidationRule(value = Syntax.FIELD_KEYS, message = Syntax.FIELD_KEYS_MESSAGE)
        Map<String, GeneratorSpec> payload,
    @JsonPropertyDescription("How often the devices send, phase after phase.")
        @Required
        @Size(min = 1, max = 64)
        List<PhaseSpec> phases,
    @JsonPropertyDescription(
            "Secret with one entry for each identity: its name and its pre-shared key.")
        SecretReference identities) {}
