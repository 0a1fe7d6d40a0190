{{/* What pod security "restricted" asks of a pod, and of a container. */}}
{{- define "millrace.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
seccompProfile: {type: RuntimeDefault}
{{- end -}}

{{- define "millrace.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end -}}

{{- define "millrace.pullSecrets" -}}
{{- range . }}
- name: {{ . }}
{{- end }}
{{- end -}}

{{/* What the operator is told; it refuses what it does not know. */}}
{{- define "millrace.settings" -}}
{{- with .Values.watchNamespaces }}
NAMESPACES: {{ join "," . }}
{{- end }}
{{- if include "millrace.elected" . }}
LEASE: {{ .Release.Namespace }}/{{ include "millrace.name" . }}
{{- end }}
RECONCILERS: {{ .Values.operator.reconcilers }}
KAFKA_TIMEOUT: {{ .Values.operator.kafkaTimeout }}
IMAGE_PREFIX: {{ .Values.image.prefix }}
IMAGE_TAG: {{ .Values.image.podTag | default (include "millrace.tag" .) | quote }}
IMAGE_PULL_POLICY: {{ .Values.image.pullPolicy }}
{{- with .Values.image.pullSecrets }}
IMAGE_PULL_SECRETS: {{ join "," . }}
{{- end }}
STORAGE: {{ .Values.storage.type }}
{{- with .Values.storage.class }}
STORAGE_CLASS: {{ . }}
{{- end }}
STORAGE_SIZE: {{ .Values.storage.size }}
STORAGE_SHARED_ACCESS: {{ .Values.storage.sharedAccess }}
FLINK_TASKS_PER_POD: {{ .Values.flink.tasksPerPod }}
GATEWAY_WORKLOAD: {{ .Values.gateways.workload }}
GATEWAY_REPLICAS: {{ .Values.gateways.replicas }}
GATEWAY_EXPOSURE: {{ .Values.gateways.exposure }}
NETWORK_POLICIES: {{ .Values.networkPolicies.enabled }}
{{- end -}}
