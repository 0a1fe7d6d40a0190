{{/* Several operators: not empty if there are, and then one of them has to be elected. */}}
{{- define "millrace.elected" -}}
{{- if gt (int .Values.operator.replicas) 1 }}yes{{ end -}}
{{- end -}}

{{/* The framework looks whether it may update, and then gets, creates and patches; the operator updates to let go. */}}
{{- define "millrace.leaseRules" -}}
- {apiGroups: [coordination.k8s.io], resources: [leases], verbs: [create]}
- apiGroups: [coordination.k8s.io]
  resources: [leases]
  resourceNames: [{{ include "millrace.name" . }}]
  verbs: [get, patch, update]
{{- end -}}

{{/* As JSON: where the operator runs. */}}
{{- define "millrace.affinity" -}}
{{- $affinity := deepCopy .Values.operator.affinity -}}
{{- if and (include "millrace.elected" .) (not (hasKey $affinity "podAntiAffinity")) -}}
{{- $term := dict "topologyKey" "kubernetes.io/hostname" "labelSelector" (dict "matchLabels" (include "millrace.selector" . | fromYaml)) -}}
{{- $_ := set $affinity "podAntiAffinity" (dict "preferredDuringSchedulingIgnoredDuringExecution" (list (dict "weight" 100 "podAffinityTerm" $term))) -}}
{{- end -}}
{{- toJson $affinity -}}
{{- end -}}
