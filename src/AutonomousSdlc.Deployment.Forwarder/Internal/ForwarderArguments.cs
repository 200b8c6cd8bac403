using System.Globalization;

namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>The command line of a forwarder process.</summary>
internal sealed record ForwarderArguments(ForwarderOptions Options, string Name, IReadOnlyList<string> Errors)
{
    public const string Usage =
        """
        usage: --listen http://127.0.0.1:8080 --control /run/shop/forwarder.sock [--state /var/lib/shop/traffic.json]
               [--name NAME] [--seed N] [--connect-timeout SECONDS] [--response-timeout SECONDS]
               [--activity-timeout SECONDS] [--shutdown-timeout SECONDS] [--trust-forwarded-headers]
        """;

    public static ForwarderArguments Parse(IReadOnlyList<string> arguments)
    {
        var options = new ForwarderOptions();
        var errors = new List<string>();
        var name = "";
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if (argument == "--trust-forwarded-headers")
            {
                options.TrustForwardedHeaders = true;
                continue;
            }

            if (++i >= arguments.Count)
            {
                errors.Add($"{argument} is unknown or lacks its value.");
                break;
            }

            var value = arguments[i];
            switch (argument)
            {
                case "--listen":
                    options.Listen = value;
                    break;
                case "--control":
                    options.ControlSocket = value;
                    break;
                case "--state":
                    options.StateFile = value;
                    break;
                case "--name":
                    name = value;
                    break;
                case "--seed" when ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed):
                    options.Seed = seed;
                    break;
                case "--connect-timeout" when TrySeconds(value, out var connect):
                    options.ConnectTimeout = connect;
                    break;
                case "--response-timeout" when TrySeconds(value, out var response):
                    options.ResponseTimeout = response;
                    break;
                case "--activity-timeout" when TrySeconds(value, out var activity):
                    options.ActivityTimeout = activity;
                    break;
                case "--shutdown-timeout" when TrySeconds(value, out var shutdown):
                    options.ShutdownTimeout = shutdown;
                    break;
                default:
                    errors.Add($"{argument} {value} is not understood.");
                    break;
            }
        }

        if (options.ControlSocket is null)
        {
            errors.Add("--control is missing: a forwarder in a process of its own takes its orders there.");
        }

        return new ForwarderArguments(options, name, errors);
    }

    private static bool TrySeconds(string text, out TimeSpan value)
    {
        var ok = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds <= TimeSpan.MaxValue.TotalSeconds / 2;
        value = ok ? TimeSpan.FromSeconds(seconds) : default;
        return ok;
    }
}
