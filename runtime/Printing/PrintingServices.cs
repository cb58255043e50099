using LowCode.Work.Prints;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LowCode.Printing;

public static class PrintingServices
{
    /// <summary>Prints by the browser that the options name, or that is found. Idempotent.</summary>
    public static IServiceCollection AddPrinting(this IServiceCollection services, PrintingOptions options)
    {
        services.TryAddSingleton(options);
        services.TryAddSingleton<IPagePrinter, ChromiumPrinter>();
        return services;
    }
}

/// <summary>Which browser prints, and how much it may do.</summary>
public sealed record PrintingOptions
{
    private static readonly string[] _names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

    /// <summary>The program; null: one of the usual names in PATH. A path that is not there counts as none.</summary>
    public string? Browser { get; init; }

    /// <summary>Documents that are printed at once, of one tenant one less. Default 3.</summary>
    public int AtOnce { get; init; } = 3;

    /// <summary>From the start of the browser to the last byte. Default 60 s.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long one waits for others to be printed. Default 60 s.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Null: there is none.</summary>
    public string? FindBrowser() => Browser is { Length: > 0 } named
        ? File.Exists(named) ? named : null
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => _names.Select(name => Path.Combine(folder, OperatingSystem.IsWindows() ? $"{name}.exe" : name)))
            .FirstOrDefault(File.Exists);
}
