namespace AutonomousSdlc.QualityGates.Internal.Policies;

/// <summary>Links gates by what they need and provide.</summary>
internal static class GateGraph
{
    /// <exception cref="QualityGateException">The gates need one another in a circle.</exception>
    public static ScheduledGate[] Build(IReadOnlyList<GateDescriptor> descriptors)
    {
        var gates = descriptors.Select(descriptor => new ScheduledGate(descriptor)).ToArray();
        foreach (var gate in gates)
        {
            foreach (var need in gate.Descriptor.Needs.Distinct(StringComparer.Ordinal))
            {
                var providers = gates.Where(other => other.Descriptor.Provides.Contains(need, StringComparer.Ordinal)).ToList();
                gate.Providers.AddRange(providers.Except(gate.Providers));
                if (providers.Count == 0)
                {
                    gate.Resources.UnionWith(gate.Descriptor.FallbackResources);
                }
            }
        }

        var path = new List<ScheduledGate>();
        foreach (var gate in gates)
        {
            RejectCircle(gate, path, []);
        }

        foreach (var gate in gates)
        {
            Lengthen(gate, 1);
        }

        return gates;
    }

    private static void Lengthen(ScheduledGate gate, int length)
    {
        if (length > gate.ChainLength)
        {
            gate.ChainLength = length;
            gate.Providers.ForEach(provider => Lengthen(provider, length + 1));
        }
    }

    private static void RejectCircle(ScheduledGate gate, List<ScheduledGate> path, HashSet<ScheduledGate> cleared)
    {
        var start = path.IndexOf(gate);
        if (start >= 0)
        {
            var circle = path.Skip(start).Append(gate).Select(member => member.Descriptor.Id);
            throw new QualityGateException(
                $"The gates need one another in a circle: {string.Join(" -> ", circle)}. Change Needs or Provides of one of them.");
        }

        if (!cleared.Add(gate))
        {
            return;
        }

        path.Add(gate);
        gate.Providers.ForEach(provider => RejectCircle(provider, path, cleared));
        path.RemoveAt(path.Count - 1);
    }
}
