using System.Diagnostics;

namespace LowCode.Tests.Databases;

/// <summary>The server's own programs, run as the user that it accepts: never root.</summary>
internal static class PostgresPrograms
{
    private const string Variable = "LOWCODE_POSTGRES_BIN";
    private const string DebianFolder = "/usr/lib/postgresql";
    private const string ServerUser = "postgres";

    private static bool IsRoot => Environment.UserName == "root";

    /// <summary>Makes the folder and everything below it the server's own.</summary>
    public static async Task GiveAsync(string folder)
    {
        if (IsRoot)
        {
            await RunAsync("chown", ["-R", ServerUser, folder]);
        }
    }

    /// <exception cref="InvalidOperationException">There is no PostgreSQL here, or the program failed; with what it said.</exception>
    public static Task<string> ServerAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(Folder(), program);
        return IsRoot ? RunAsync("runuser", ["-u", ServerUser, "--", path, .. arguments]) : RunAsync(path, arguments);
    }

    private static string Folder()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            return given;
        }

        var installed = Directory.Exists(DebianFolder)
            ? Directory.GetDirectories(DebianFolder)
                .Where(d => int.TryParse(Path.GetFileName(d), out var version) && version >= 15 && File.Exists(Path.Combine(d, "bin", "initdb")))
                .MaxBy(d => int.Parse(Path.GetFileName(d), System.Globalization.CultureInfo.InvariantCulture))
            : null;
        return installed is not null
            ? Path.Combine(installed, "bin")
            : throw new InvalidOperationException(
                $"Expected PostgreSQL 15 or newer in {DebianFolder}, but it is not there: apt-get install postgresql-15, or name the folder of initdb in {Variable}.");
    }

    private static async Task<string> RunAsync(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"Expected {program} {string.Join(' ', arguments)} to succeed, but it ended with {process.ExitCode}: {await error} {output}");
    }
}
