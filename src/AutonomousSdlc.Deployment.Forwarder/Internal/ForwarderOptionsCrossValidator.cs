using System.Text;
using Microsoft.Extensions.Options;

namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>Checks what attributes cannot say, and reports everything at once.</summary>
internal sealed class ForwarderOptionsCrossValidator : IValidateOptions<ForwarderOptions>
{
    public ValidateOptionsResult Validate(string? name, ForwarderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var errors = new List<string>();
        if (ListenAddress.TryParse(options.Listen) is null)
        {
            errors.Add($"Listen ({options.Listen}) must be http:// with an IP address, localhost or *, and a port, for example http://127.0.0.1:8080. Give it TLS with ConfigureListener.");
        }

        if (options.ConnectTimeout > options.ResponseTimeout)
        {
            errors.Add($"ConnectTimeout ({options.ConnectTimeout:c}) must not exceed ResponseTimeout ({options.ResponseTimeout:c}), which includes connecting. Lower ConnectTimeout or raise ResponseTimeout.");
        }

        if (!Enum.IsDefined(options.HostHeader))
        {
            errors.Add($"HostHeader ({options.HostHeader}) must be {nameof(HostHeaderPolicy.KeepOriginal)} or {nameof(HostHeaderPolicy.Upstream)}.");
        }

        CheckFiles(options, errors);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void CheckFiles(ForwarderOptions options, List<string> errors)
    {
        if (options.StateFile is { } state && string.IsNullOrWhiteSpace(state))
        {
            errors.Add("StateFile must be a path, or null to keep the routing table in memory.");
        }

        if (options.ControlSocket is not { } socket)
        {
            return;
        }

        if (string.IsNullOrWhiteSpace(socket))
        {
            errors.Add("ControlSocket must be a path, or null for none.");
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            errors.Add($"ControlSocket ({socket}) relies on Unix file modes, which Windows does not have. Run the forwarder in the orchestrator's process.");
        }

        var bytes = Encoding.UTF8.GetByteCount(Path.GetFullPath(socket));
        if (bytes > ControlSocketLease.MaximumPathBytes)
        {
            errors.Add($"ControlSocket ({socket}) has {bytes} bytes as a full path; a Unix socket may have {ControlSocketLease.MaximumPathBytes}. Choose a shorter directory.");
        }

        if (options.StateFile is { Length: > 0 } file && Path.GetFullPath(file) == Path.GetFullPath(socket))
        {
            errors.Add($"StateFile ({file}) and ControlSocket ({socket}) must be two files. Change one of them.");
        }
    }
}
