using System.CommandLine;
using System.Data.Common;
using LowCode.FormUi;
using LowCode.Storage;
using LowCode.Storage.Backups;

namespace LowCode.Host.Commands;

/// <summary><c>backup FILE</c> copies everything into one file while the server runs; <c>restore FILE</c> brings it into an empty data folder.</summary>
internal static class BackupCommands
{
    public static Command CreateBackup(HostSettings settings)
    {
        var file = new Argument<FileInfo>("file") { Description = Texts.CommandBackupFile };
        var command = new Command("backup", Texts.CommandBackup) { file };
        command.SetAction((result, cancellation) => RunAsync(async backup =>
        {
            var path = result.GetRequiredValue(file).FullName;
            var manifest = await backup.WriteAsync(path, cancellation);
            var done = Texts.BackupDone.With(path, manifest.Files.Count - 1, manifest.SchemaVersion);
            return manifest.LeftOut.Count == 0 ? done : $"{done}{Environment.NewLine}{Texts.BackupLeftOut.With(manifest.LeftOut.Count)}";
        }, settings));
        return command;
    }

    public static Command CreateRestore(HostSettings settings)
    {
        var file = new Argument<FileInfo>("file") { Description = Texts.CommandRestoreFile };
        file.Validators.Add(Inputs.MustExist);
        var command = new Command("restore", Texts.CommandRestore) { file };
        command.SetAction((result, cancellation) => RunAsync(async backup =>
        {
            PrivateFolder.Create(settings.DataFolder);
            var manifest = await backup.RestoreAsync(result.GetRequiredValue(file).FullName, cancellation);
            return Texts.RestoreDone.With(settings.DataFolder, manifest.CreatedAt.ToLocalTime().ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture), manifest.Files.Count - 1);
        }, settings));
        return command;
    }

    private static async Task<int> RunAsync(Func<Backup, Task<string>> run, HostSettings settings)
    {
        try
        {
            Console.WriteLine(await run(new Backup(settings.Storage(), TimeProvider.System)));
            return CommandLine.Done;
        }
        catch (BackupException failure)
        {
            await Console.Error.WriteLineAsync(TextOf(failure.Problem).With(failure.Detail));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(Texts.BackupInputOutput.With(failure.Message));
        }
        catch (DbException failure)
        {
            await Console.Error.WriteLineAsync(Texts.BackupDatabase.With(failure.Message));
        }

        return CommandLine.Failed;
    }

    private static string TextOf(BackupProblem problem) => problem switch
    {
        BackupProblem.NothingToBackUp => Texts.BackupNothing,
        BackupProblem.Damaged => Texts.BackupDamaged,
        BackupProblem.NewerVersion => Texts.BackupNewer,
        BackupProblem.OtherStore => Texts.BackupOtherStore,
        BackupProblem.TargetInUse => Texts.RestoreTargetInUse,
        BackupProblem.DatabaseTool => Texts.BackupTool,
        BackupProblem.FileMissing => Texts.BackupFileMissing,
        _ => throw new ArgumentOutOfRangeException(nameof(problem), problem, "Expected a known problem."),
    };
}
