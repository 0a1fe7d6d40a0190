-- Health of a NodePool, CoapGateway, StreamPipeline or DeviceFleet: of Ready, Reconciling and Stalled exactly one is true.
local generation = obj.metadata.generation
if obj.status == nil or obj.status.conditions == nil or obj.status.observedGeneration ~= generation then
  return { status = "Progressing", message = "The operator has not looked at this generation yet." }
end
local health = { Ready = "Healthy", Reconciling = "Progressing", Stalled = "Degraded" }
for _, condition in ipairs(obj.status.conditions) do
  if health[condition.type] ~= nil and condition.status == "True" then
    return { status = health[condition.type], message = condition.reason .. ": " .. condition.message }
  end
end
return { status = "Progressing", message = "No condition says more." }
