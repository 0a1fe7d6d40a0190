-- Health of a MigrationRequest. One that waits for a person is suspended; one that was refused or rolled back is degraded,
-- and stays so until it is removed from Git.
local generation = obj.metadata.generation
if obj.status == nil or obj.status.conditions == nil or obj.status.observedGeneration ~= generation then
  return { status = "Progressing", message = "The operator has not looked at this generation yet." }
end
local story = obj.status.phase or "Pending"
if obj.status.route ~= nil then
  story = story .. ", " .. obj.status.route
end
local health = { Ready = "Healthy", Reconciling = "Progressing", Stalled = "Degraded" }
for _, condition in ipairs(obj.status.conditions) do
  if health[condition.type] ~= nil and condition.status == "True" then
    local status = health[condition.type]
    if condition.reason == "WaitingForPromotion" then
      status = "Suspended"
    end
    return { status = status, message = story .. ". " .. condition.reason .. ": " .. condition.message }
  end
end
return { status = "Progressing", message = story }
