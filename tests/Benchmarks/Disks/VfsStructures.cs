using System.Runtime.InteropServices;

namespace LowCode.Tests.Benchmarks.Disks;

/// <summary>SQLite's <c>sqlite3_vfs</c>, as far as it is changed: how the library reaches the system.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct Vfs
{
    public int Version;
    public int FileSize;
    public int LongestPath;
    public Vfs* Next;
    public byte* Name;
    public void* Data;
    public delegate* unmanaged[Cdecl]<Vfs*, byte*, VfsFile*, int, int*, int> Open;
    public delegate* unmanaged[Cdecl]<Vfs*, byte*, int, int> Delete;
    public fixed long Rest[14];
}

/// <summary>SQLite's <c>sqlite3_file</c>: whatever follows belongs to the system's own implementation.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct VfsFile
{
    public FileMethods* Methods;
}

/// <summary>SQLite's <c>sqlite3_io_methods</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct FileMethods
{
    public int Version;
    public delegate* unmanaged[Cdecl]<VfsFile*, int> Close;
    public void* Read;
    public delegate* unmanaged[Cdecl]<VfsFile*, byte*, int, long, int> Write;
    public delegate* unmanaged[Cdecl]<VfsFile*, long, int> Truncate;
    public delegate* unmanaged[Cdecl]<VfsFile*, int, int> Sync;
    public delegate* unmanaged[Cdecl]<VfsFile*, long*, int> Size;
    public fixed long Rest[12];
}
