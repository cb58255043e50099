using LowCode.Work.Imports;
using Spectre.Console;

namespace LowCode.Host.Commands;

/// <summary>How far an import is: a bar on a terminal, a line for every tenth elsewhere.</summary>
internal static class ImportProgressView
{
    public static Task<ImportReport> ShowAsync(Func<IProgress<ImportProgress>, Task<ImportReport>> run) =>
        Console.IsOutputRedirected ? run(new Lines()) : BarAsync(run);

    private static Task<ImportReport> BarAsync(Func<IProgress<ImportProgress>, Task<ImportReport>> run) =>
        AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context => run(new Bar(context.AddTask(StageText(ImportStage.Inspecting)))));

    private static string StageText(ImportStage stage) => stage switch
    {
        ImportStage.Inspecting => Texts.ImportInspecting,
        ImportStage.Preparing => Texts.ImportPreparing,
        ImportStage.Loading => Texts.ImportLoading,
        ImportStage.Counting => Texts.ImportCounting,
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, "Expected a known stage."),
    };

    private sealed class Bar(ProgressTask task) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            task.Description = StageText(value.Stage);
            task.MaxValue = Math.Max(1, value.Total);
            task.Value = value.Done;
        }
    }

    private sealed class Lines : IProgress<ImportProgress>
    {
        private readonly Lock _lock = new();
        private ImportStage? _stage;
        private int _tenth;

        public void Report(ImportProgress value)
        {
            lock (_lock)
            {
                if (_stage != value.Stage)
                {
                    _stage = value.Stage;
                    Console.WriteLine(StageText(value.Stage));
                }

                var tenth = value.Total == 0 ? 0 : value.Done * 10 / value.Total;
                if (value.Stage == ImportStage.Loading && tenth > _tenth)
                {
                    _tenth = tenth;
                    Console.WriteLine($"  {value.Done} / {value.Total}");
                }
            }
        }
    }
}
