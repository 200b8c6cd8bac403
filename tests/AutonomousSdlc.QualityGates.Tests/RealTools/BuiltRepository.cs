using Microsoft.Extensions.DependencyInjection;
using Samples.QualityGates;

namespace AutonomousSdlc.QualityGates.Tests.RealTools;

/// <summary>One tiny repository on which the real gates ran once; tests add files to it and take them away again.</summary>
public sealed class BuiltRepository : IAsyncLifetime
{
    private readonly ServiceProvider _provider = new ServiceCollection().AddQualityGates().BuildServiceProvider();
    private readonly TinyRepository _repository = TinyRepository.Create();

    public string Path => _repository.Path;

    public QualityReport FirstReport { get; private set; } = null!;

    public IReadOnlyDictionary<string, string> SourcesBefore { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        SourcesBefore = Sources();
        FirstReport = await RunAsync(new QualityRun());
    }

    public Task<QualityReport> RunAsync(QualityRun run) =>
        _provider.GetRequiredService<IQualityGateEngine>().RunAsync(run.Path == "." ? run with { Path = Path } : run);

    /// <summary>Everything but build output, by path.</summary>
    public IReadOnlyDictionary<string, string> Sources() => Directory
        .EnumerateFiles(Path, "*", SearchOption.AllDirectories)
        .Select(file => System.IO.Path.GetRelativePath(Path, file))
        .Where(file => !file.Split(System.IO.Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
        .ToDictionary(file => file, file => File.ReadAllText(System.IO.Path.Combine(Path, file)), StringComparer.Ordinal);

    public IDisposable With(params (string Path, string Content)[] files)
    {
        foreach (var (path, content) in files)
        {
            _repository.Write(path, content);
        }

        return new Removal([.. files.Select(file => System.IO.Path.Combine(Path, file.Path))]);
    }

    public async Task DisposeAsync()
    {
        await _provider.DisposeAsync();
        _repository.Dispose();
    }

    private sealed class Removal(string[] files) : IDisposable
    {
        public void Dispose() => Array.ForEach(files, File.Delete);
    }
}
