using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace LowCode.Storage.Files;

/// <summary>
/// Names that survive a power cut. A file that was synced is on the disk, its name is only when its folder was synced too. Windows keeps
/// names in a journal of its own.
/// </summary>
internal static class DurableFiles
{
    private const int ReadOnly = 0;

    /// <summary>Whoever wants to know what is synced: tests look at the folders.</summary>
    internal static event Action<string>? Synced;

    /// <summary>Makes a folder and those above it that are missing.</summary>
    public static void CreateFolder(string path)
    {
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Directory.Exists(folder))
        {
            return;
        }

        var above = Path.GetDirectoryName(folder)!;
        CreateFolder(above);
        Directory.CreateDirectory(folder);
        SyncFolder(above);
    }

    /// <summary>Gives a synced file its name; one that has it already goes.</summary>
    public static void Move(string from, string to, bool overwrite = true)
    {
        File.Move(from, to, overwrite);
        SyncFolder(FolderOf(to));
    }

    /// <summary>Of one file system.</summary>
    public static void MoveFolder(string from, string to)
    {
        Directory.Move(from, to);
        SyncFolder(FolderOf(to));
    }

    /// <summary>Where a file lies; the working folder where its path names none.</summary>
    public static string FolderOf(string path) => Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)))!;

    private static void SyncFolder(string folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            var descriptor = Open(Encoding.UTF8.GetBytes(folder + '\0'), ReadOnly);
            if (descriptor < 0)
            {
                var error = Marshal.GetLastPInvokeError();
                throw new IOException($"Expected to sync the folder {folder}, but: {Marshal.GetPInvokeErrorMessage(error)}", error);
            }

            using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
            RandomAccess.FlushToDisk(handle);
        }

        Synced?.Invoke(folder);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);
}
