using System.Diagnostics;
using System.Globalization;

namespace LowCode.Printing;

/// <summary>Folders that browsers write to while they print: each is named after the process that made it, so that those of processes that were killed are found.</summary>
internal static class Profiles
{
    private const string Prefix = "lowcode-print-";

    /// <summary>A folder that is not there yet.</summary>
    public static string Next(string root) => Path.Combine(root, $"{Prefix}{Environment.ProcessId}-{Guid.NewGuid():N}");

    /// <summary>What cannot be removed now, because something still writes to it, is swept when the next process starts.</summary>
    public static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // The browser never got so far.
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException)
        {
            Debug.WriteLine(held);
        }
    }

    /// <summary>Removes what processes left that are gone. In a container each process may have the number of the one before it: what is older than it is not its own.</summary>
    public static void Sweep(string root)
    {
        using var self = Process.GetCurrentProcess();
        var began = self.StartTime.ToUniversalTime();
        foreach (var folder in new DirectoryInfo(root).EnumerateDirectories($"{Prefix}*"))
        {
            var number = folder.Name[Prefix.Length..].Split('-')[0];
            if (int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var maker)
                && (maker == Environment.ProcessId ? folder.CreationTimeUtc < began : !IsAlive(maker)))
            {
                Remove(folder.FullName);
            }
        }
    }

    private static bool IsAlive(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
