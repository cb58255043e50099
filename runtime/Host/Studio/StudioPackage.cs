using System.ComponentModel;
using System.Diagnostics;
using LowCode.FormUi;

namespace LowCode.Host.Studio;

/// <summary>
/// Elsa Studio as its makers publish it, brought by npm when somebody first asks for it; it is no part of the product. What is installed is exactly the
/// version that the product was tried with: its hash is pinned.
/// </summary>
internal static class StudioPackage
{
    public const string Version = "3.8.2";

    private const string Name = "@elsa-workflows/elsa-studio-wasm";
    private const string Integrity = "sha512-aoyapE8UDCEriuYekGv1CWzLqeNZDUL8nJGmxPXNcvXTkGRT8u4QWBqlRwlm02AZcPpG9PU0FZJx3zSAyQVzGg==";

    private const string Manifest = $$"""
        { "name": "elsa-studio", "private": true, "dependencies": { "{{Name}}": "{{Version}}" } }
        """;

    private const string Lock = $$"""
        {
          "name": "elsa-studio",
          "lockfileVersion": 3,
          "requires": true,
          "packages": {
            "": { "name": "elsa-studio", "dependencies": { "{{Name}}": "{{Version}}" } },
            "node_modules/{{Name}}": { "version": "{{Version}}", "integrity": "{{Integrity}}", "license": "MIT" }
          }
        }
        """;

    /// <summary>Folder of the unpacked package; null: it could not be had, and <paramref name="errors"/> was told why.</summary>
    public static async Task<string?> InstallAsync(string dataFolder, TextWriter errors, CancellationToken cancellation)
    {
        var root = Path.Combine(dataFolder, "elsa-studio", Version);
        var package = Path.Combine([root, "node_modules", .. Name.Split('/')]);
        if (IsThere(package))
        {
            return package;
        }

        Console.WriteLine(Texts.StudioInstalling.With(Name, Version));
        Directory.CreateDirectory(root);
        await File.WriteAllTextAsync(Path.Combine(root, "package.json"), Manifest, cancellation);
        await File.WriteAllTextAsync(Path.Combine(root, "package-lock.json"), Lock, cancellation);
        if (await NpmAsync(root, cancellation) is { } failure)
        {
            await errors.WriteLineAsync(failure);
            return null;
        }

        if (IsThere(package))
        {
            return package;
        }

        await errors.WriteLineAsync(Texts.StudioIncomplete.With(package));
        return null;
    }

    private static bool IsThere(string package) => File.Exists(Path.Combine(package, "_framework", "blazor.webassembly.js"));

    /// <summary>Null: npm did it.</summary>
    private static async Task<string?> NpmAsync(string folder, CancellationToken cancellation)
    {
        var info = new ProcessStartInfo("npm") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in new[] { "ci", "--ignore-scripts", "--no-audit", "--no-fund" })
        {
            info.ArgumentList.Add(word);
        }

        try
        {
            using var npm = Process.Start(info)!;
            var said = npm.StandardError.ReadToEndAsync(cancellation);
            await npm.StandardOutput.ReadToEndAsync(cancellation);
            await npm.WaitForExitAsync(cancellation);
            return npm.ExitCode == 0 ? null : Texts.StudioRefused.With(Name, Version, (await said).Trim());
        }
        catch (Win32Exception)
        {
            return Texts.StudioNoNpm.With(Name);
        }
    }
}
