using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LowCode.Tests.Benchmarks.Disks;

/// <summary>
/// Stands between SQLite and the system for files below the folders of <see cref="SimulatedDisk"/>; all others are left alone. The library
/// is the product's own, and the product does not know: this layer is the default of the process from its first use on.
/// </summary>
internal static unsafe class DiskLayer
{
    private const string Library = "e_sqlite3";

    private static readonly ConcurrentDictionary<string, SimulatedDisk> _disks = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<nint, OpenFile> _files = new();
    private static readonly ConcurrentDictionary<nint, nint> _methods = new();
    private static readonly Vfs* _system = Register();

    public static void Add(SimulatedDisk disk)
    {
        _disks[disk.Folder] = disk;
        _ = _system->Version;
    }

    public static void Remove(SimulatedDisk disk) => _disks.TryRemove(disk.Folder, out _);

    private static Vfs* Register()
    {
        SQLitePCL.Batteries_V2.Init();
        var system = Find(null);
        var layer = (Vfs*)NativeMemory.AllocZeroed((nuint)sizeof(Vfs));
        *layer = *system;
        layer->Name = (byte*)Marshal.StringToCoTaskMemUTF8("lowcode-tests");
        layer->Open = &Open;
        layer->Delete = &Delete;
        return Register(layer, 1) == 0 ? system : throw new InvalidOperationException("Expected SQLite to take the disk layer, but it refused.");
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(Vfs* vfs, byte* name, VfsFile* file, int flags, int* outFlags)
    {
        var result = _system->Open(vfs, name, file, flags, outFlags);
        if (result == 0 && name is not null && DiskOf(Marshal.PtrToStringUTF8((nint)name)!) is var (disk, path))
        {
            var original = file->Methods;
            file->Methods = (FileMethods*)_methods.GetOrAdd((nint)original, Intercept);
            _files[(nint)file] = new OpenFile(disk, path, (nint)original);
        }

        return result;
    }

    private static nint Intercept(nint original)
    {
        var methods = (FileMethods*)NativeMemory.AllocZeroed((nuint)sizeof(FileMethods));
        *methods = *(FileMethods*)original;
        methods->Close = &Close;
        methods->Write = &Write;
        methods->Truncate = &Truncate;
        methods->Sync = &Sync;
        return (nint)methods;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Delete(Vfs* vfs, byte* name, int syncFolder)
    {
        if (DiskOf(Marshal.PtrToStringUTF8((nint)name)!) is var (disk, path))
        {
            disk.Delete(path);
        }

        return _system->Delete(vfs, name, syncFolder);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Close(VfsFile* file)
    {
        _files.TryRemove((nint)file, out var open);
        return open!.Original->Close(file);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(VfsFile* file, byte* bytes, int count, long offset)
    {
        var open = _files[(nint)file];
        long size;
        _ = open.Original->Size(file, &size);
        var refusal = open.Disk.Write(open.Path, new ReadOnlySpan<byte>(bytes, count), offset, size);
        return refusal == 0 ? open.Original->Write(file, bytes, count, offset) : refusal;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Truncate(VfsFile* file, long size)
    {
        var open = _files[(nint)file];
        var refusal = open.Disk.Truncate(open.Path, size);
        return refusal == 0 ? open.Original->Truncate(file, size) : refusal;
    }

    // The system's own is not asked: what counts is what this disk keeps.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sync(VfsFile* file, int flags)
    {
        var open = _files[(nint)file];
        return open.Disk.Sync(open.Path);
    }

    private static (SimulatedDisk Disk, string Path)? DiskOf(string path) =>
        _disks.TryGetValue(System.IO.Path.GetDirectoryName(path) ?? "", out var disk) ? (disk, System.IO.Path.GetFileName(path)) : null;

    [DllImport(Library, EntryPoint = "sqlite3_vfs_find", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static extern Vfs* Find(byte* name);

    [DllImport(Library, EntryPoint = "sqlite3_vfs_register", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static extern int Register(Vfs* vfs, int isDefault);

    private sealed record OpenFile(SimulatedDisk Disk, string Path, nint Methods)
    {
        public FileMethods* Original => (FileMethods*)Methods;
    }
}
