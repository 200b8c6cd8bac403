using AutonomousSdlc.Scaling.Internal.Policies;
using Microsoft.Extensions.Options;

namespace AutonomousSdlc.Scaling.Internal;

/// <summary>Rules that need more than one value or a list of names; reports every breach at once.</summary>
internal sealed class LoadBalancerOptionsRules : IValidateOptions<LoadBalancerOptions>
{
    public ValidateOptionsResult Validate(string? name, LoadBalancerOptions options)
    {
        var errors = new List<string>();
        if (!string.IsNullOrEmpty(options.Policy) && !PolicyFactory.IsKnown(options.Policy))
        {
            errors.Add($"Policy ({options.Policy}) is not known. Use one of {string.Join(", ", PolicyFactory.Names)}.");
        }

        var ejection = options.Ejection;
        if (ejection.BaseTime > ejection.MaximumTime)
        {
            errors.Add($"Ejection.BaseTime ({ejection.BaseTime:c}) must not exceed Ejection.MaximumTime ({ejection.MaximumTime:c}). Lower BaseTime or raise MaximumTime.");
        }

        var addresses = new Dictionary<string, Uri>(StringComparer.Ordinal);
        for (var i = 0; i < options.Nodes.Count; i++)
        {
            CheckNode(options.Nodes[i], i, addresses, errors);
        }

        return errors.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(errors.ConvertAll(error => $"Balancer '{name}': {error}"));
    }

    private static void CheckNode(NodeOptions node, int index, Dictionary<string, Uri> addresses, List<string> errors)
    {
        if (node.CostPerHour < 0)
        {
            errors.Add($"Nodes[{index}].CostPerHour ({node.CostPerHour}) must not be negative. Leave it out when it is unknown.");
        }

        if (node.Address is not { } address)
        {
            return;
        }

        if (!address.IsAbsoluteUri)
        {
            errors.Add($"Nodes[{index}].Address ({address}) must be absolute, for instance http://10.0.0.7:8080.");
        }
        else if (string.IsNullOrWhiteSpace(node.EffectiveId))
        {
            errors.Add($"Nodes[{index}].Id ({node.Id}) must not be blank, and its address ({address}) has no authority to take it from. Set Id.");
        }
        else if (!addresses.TryAdd(node.EffectiveId, address) && addresses[node.EffectiveId] != address)
        {
            errors.Add($"Nodes[{index}].Id ({node.EffectiveId}) stands for both {addresses[node.EffectiveId]} and {address}. Give one of them another id.");
        }
    }
}
