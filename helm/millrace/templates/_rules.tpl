{{/* What has no namespace. */}}
{{- define "millrace.clusterRules" -}}
- {apiGroups: [""], resources: [nodes], verbs: [list, watch]}
- {apiGroups: [millrace.dev], resources: [nodepools], verbs: [list, watch]}
- {apiGroups: [millrace.dev], resources: [nodepools/status], verbs: [patch]}
- {nonResourceURLs: [/version], verbs: [get]}
{{- end -}}

{{/* What has one. Secrets are asked for by the names that resources give, and never listed. */}}
{{- define "millrace.namespacedRules" -}}
- {apiGroups: [millrace.dev], resources: [coapgateways, devicefleets, streampipelines], verbs: [list, watch]}
- {apiGroups: [millrace.dev], resources: [migrationrequests], verbs: [get, list, watch, create, patch]}
- apiGroups: [millrace.dev]
  resources: [coapgateways/status, devicefleets/status, migrationrequests/status, streampipelines/status]
  verbs: [patch]
- {apiGroups: [""], resources: [configmaps, persistentvolumeclaims], verbs: [get, list, watch, create, patch, delete]}
- {apiGroups: [apps], resources: [deployments], verbs: [get, list, watch, create, patch, delete]}
- {apiGroups: [apps], resources: [daemonsets], verbs: [list, watch, create, patch, delete]}
- {apiGroups: [""], resources: [services], verbs: [list, watch, create, patch, delete]}
- {apiGroups: [policy], resources: [poddisruptionbudgets], verbs: [list, watch, create, patch]}
- {apiGroups: [networking.k8s.io], resources: [networkpolicies], verbs: [list, watch, create, patch]}
- {apiGroups: [""], resources: [pods], verbs: [list, watch]}
- {apiGroups: [""], resources: [secrets], verbs: [get]}
- {{ include "millrace.eventRule" . }}
{{- end -}}

{{- define "millrace.eventRule" -}}
{apiGroups: [""], resources: [events], verbs: [create]}
{{- end -}}

{{- define "millrace.subjects" -}}
- kind: ServiceAccount
  name: {{ include "millrace.serviceAccount" . }}
  namespace: {{ .Release.Namespace }}
{{- end -}}
