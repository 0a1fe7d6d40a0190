{{- define "millrace.name" -}}
{{- if .Values.fullnameOverride -}}
{{ .Values.fullnameOverride }}
{{- else if contains "millrace" .Release.Name -}}
{{ .Release.Name | trunc 54 | trimSuffix "-" }}-operator
{{- else -}}
{{ .Release.Name | trunc 45 | trimSuffix "-" }}-millrace-operator
{{- end -}}
{{- end -}}

{{/* Cluster-wide objects of releases of one name in several namespaces must not meet. */}}
{{- define "millrace.clusterName" -}}
{{ include "millrace.name" . }}:{{ .Release.Namespace }}
{{- end -}}

{{- define "millrace.serviceAccount" -}}
{{ if .Values.serviceAccount.name }}{{ .Values.serviceAccount.name }}{{ else }}{{ include "millrace.name" . }}{{ end }}
{{- end -}}

{{- define "millrace.tag" -}}
{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}

{{- define "millrace.image" -}}
{{ .Values.image.prefix }}operator:{{ include "millrace.tag" . }}
{{- end -}}

{{- define "millrace.selector" -}}
app.kubernetes.io/name: millrace-operator
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "millrace.testSelector" -}}
app.kubernetes.io/name: millrace-test
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "millrace.commonLabels" -}}
app.kubernetes.io/part-of: millrace
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/version: {{ include "millrace.tag" . | trunc 63 | quote }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version | replace "+" "_" }}
{{- end -}}

{{- define "millrace.labels" -}}
{{ include "millrace.selector" . }}
{{ include "millrace.commonLabels" . }}
{{- end -}}

{{- define "millrace.monitoringLabels" -}}
{{ include "millrace.labels" . }}
{{- with .Values.monitoring.labels }}
{{ toYaml . }}
{{- end }}
{{- end -}}
