namespace LowCode.Host;

/// <summary>A folder that only the account of this process may enter.</summary>
internal static class PrivateFolder
{
    /// <summary>What is there stays as it is: whoever made it decided who may enter. On Windows the folder above decides.</summary>
    public static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
