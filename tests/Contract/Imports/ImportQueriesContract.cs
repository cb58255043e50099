using LowCode.Definitions.CaseTypes;
using LowCode.Engine.State;
using LowCode.Tests.Contract.Instances;
using LowCode.Work.Imports;
using LowCode.Work.Instances;
using Xunit;

namespace LowCode.Tests.Contract.Imports;

/// <summary>What an import asks about the rows that it loaded before.</summary>
public abstract class ImportQueriesContract : StoreContract
{
    private const string Source = "311";

    private IImportQueries Imports => Store.Get<IImportQueries>();

    [Fact]
    public async Task Case_of_a_row_is_found_with_its_open_task_and_whether_somebody_else_worked_on_it()
    {
        await CommitAsync(Imported("i1", "c1", "42"));

        Assert.Equal(new ImportedCase("c1", "A001", false, "task-i1-b1", "accept", false), await FindAsync("42", "importer"));
        await CommitAsync(Burst.Next(1) with { Consumed = "b1", Closed = ["b1"], Completion = new TaskCompletion("task-i1-b1", "bob", "Bob", "yes") });

        Assert.Equal(new ImportedCase("c1", "A001", false, null, null, true), await FindAsync("42", "importer"));
        Assert.False((await FindAsync("42", "bob"))!.IsTouched);
        Assert.Null(await FindAsync("43", "importer"));
        Assert.Null(await Imports.FindAsync(Burst.Tenant, "other", "42", "importer", Cancellation));
        Assert.Null(await Imports.FindAsync(Burst.OtherTenant, Source, "42", "importer", Cancellation));
    }

    [Fact]
    public async Task Cases_of_a_source_are_counted_together_with_the_states_of_their_instances()
    {
        await CommitAsync(Imported("i1", "c1", "1"));
        await CommitAsync(Ended(Imported("i2", "c2", "2"), CasePhase.Closed, hours: 2));
        await CommitAsync(Ended(Imported("i3", "c3", "3"), CasePhase.Closed, hours: 4));
        await CommitAsync(Ended(Imported("i4", "c4", "4"), CasePhase.Rejected, hours: 1));
        var closedAlone = Ended(Imported("i5", "c5", "5"), CasePhase.Closed, hours: 1);
        await CommitAsync(closedAlone with { Instance = Burst.Start("i5").Instance with { CaseId = "c5" } });
        await CommitAsync(Burst.StartCase("i6", "c6"));

        var counts = await Imports.CountAsync(Burst.Tenant, Source, Cancellation);

        Assert.Equal((5, 1, 2, 1, 1), (counts.Cases, counts.Open, counts.Closed, counts.Rejected, counts.Inconsistent));
        Assert.Equal((2, 1, 2), (counts.ClosedWithDue, counts.ClosedLate, counts.Durations));
        Assert.Equal((2.0, 4.0), (counts.MedianHours!.Value, counts.P90Hours!.Value));
        Assert.Equal([new ImportCount("reported", "reported", 5, 2, 1)], counts.ByStatus);
        Assert.Equal([new ImportCount("D1", "D1", 5, 2, 1)], counts.ByDepartment);
        Assert.Equal(0, (await Imports.CountAsync(Burst.OtherTenant, Source, Cancellation)).Cases);
        Assert.Null((await Imports.CountAsync(Burst.Tenant, "nobody", Cancellation)).MedianHours);
    }

    private static BurstCommit Imported(string instance, string caseId, string key)
    {
        var start = Burst.StartCase(instance, caseId);
        return start with { Case = start.Case! with { Record = start.Case.Record with { Source = Source, SourceKey = key } } };
    }

    /// <summary>Due three hours after noon.</summary>
    private static BurstCommit Ended(BurstCommit start, CasePhase phase, int hours)
    {
        var closed = Burst.Noon.AddHours(hours);
        var known = start.Case!;
        return start with
        {
            Instance = start.Instance with { Status = InstanceStatus.Finished, SubStatus = InstanceSubStatus.Finished },
            Created = [],
            Tasks = [],
            Case = known with
            {
                Record = known.Record with { Row = known.Record.Row with { Phase = phase, ClosedAt = closed, DueAt = Burst.Noon.AddHours(3) } },
                ClosedDay = DateOnly.FromDateTime(closed.DateTime),
            },
        };
    }

    private Task<ImportedCase?> FindAsync(string key, string importer) => Imports.FindAsync(Burst.Tenant, Source, key, importer, Cancellation);

    private async Task CommitAsync(BurstCommit burst) =>
        Assert.IsType<BurstVerdict.Committed>(await Store.Get<IBurstStore>().CommitAsync(burst, Cancellation));
}
