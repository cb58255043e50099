using LowCode.Definitions.Releases;
using LowCode.Engine;
using LowCode.Engine.Http;
using LowCode.Engine.State;
using LowCode.Work.People;
using LowCode.Work.Releases;

namespace LowCode.Work.Instances;

/// <summary>
/// Decides whether what a file holds may become an instance of this tenant. A file may hold anything: nothing of it is believed that can be
/// looked at.
/// </summary>
public sealed class ImportedState(IReleaseStore releases, PublishedDefinitions definitions, WorkflowEngine engine)
{
    private const int LongestWord = 100;

    /// <summary>Null: it may. Else the code of a text and its values.</summary>
    internal async Task<(string Code, object?[] Values)?> RefusalAsync(Actor actor, PortableInstance file, CancellationToken cancellation)
    {
        if (file.Format != PortableInstance.CurrentFormat)
        {
            return ("instance.import-format", [PortableInstance.CurrentFormat, file.Format]);
        }

        if (file.Tenant != actor.Tenant.Value)
        {
            return ("instance.import-tenant", [actor.Tenant, file.Tenant]);
        }

        if (file.CaseId is not null)
        {
            return ("instance.import-case", [file.CaseId]);
        }

        if (!IsId(file.InstanceId) || file.RowVersion is < 1 or > int.MaxValue || !IsHistory(file) || Read(file.Snapshot) is not { } state)
        {
            return ("instance.import-unreadable", []);
        }

        return await OfDefinitionAsync(actor, file, state, cancellation) ?? OfContents(file) ?? OfState(state);
    }

    /// <summary>Null: these bytes are no state.</summary>
    internal static InstanceState? Read(byte[] snapshot)
    {
        try
        {
            return InstanceState.FromSnapshot(snapshot);
        }
#pragma warning disable CA1031 // Bytes from outside may break the reading at any place; whatever breaks, they are no state.
        catch (Exception e) when (e is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    private async Task<(string, object?[])?> OfDefinitionAsync(Actor actor, PortableInstance file, InstanceState state, CancellationToken cancellation)
    {
        var versions = await releases.VersionsAsync(actor.Tenant, ArtefactKind.Workflow, file.DefinitionId, cancellation);
        if (versions.FirstOrDefault(v => v.Value == file.DefinitionHash) is not { Value: not null } hash)
        {
            return ("instance.import-definition", [file.DefinitionId, file.DefinitionVersion]);
        }

        var workflow = await definitions.WorkflowAsync(actor.Tenant, hash, cancellation);
        var revision = (await definitions.CurrentAsync(actor.Tenant, cancellation)).Revision;
        try
        {
            await definitions.AnswerAsync(actor.Tenant, revision, workflows => engine.Executions(workflow, state, workflows), cancellation);
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException or ArgumentException or IndexOutOfRangeException or NullReferenceException)
        {
            return ("instance.import-other-state", [file.DefinitionId, file.DefinitionVersion]);
        }
    }

    private static (string, object?[])? OfContents(PortableInstance file) =>
        InstanceFileContents.Missing(file) is > 0 and var missing ? ("instance.import-contents", [missing]) : null;

    private static (string, object?[])? OfState(InstanceState state)
    {
        if (state is not ({ Status: InstanceStatus.Running, SubStatus: InstanceSubStatus.Suspended } or { Status: InstanceStatus.Finished })
            || state.IsMidway
            || !Enum.IsDefined(state.SubStatus))
        {
            return ("instance.import-moving", [state.SubStatus]);
        }

        if (state.Status == InstanceStatus.Running && WorkflowEngine.ParentOf(state) is { } parent)
        {
            return ("instance.import-child", [parent]);
        }

        var others = state.Bookmarks.Where(b => !IsPortable(b)).Select(b => $"{b.ActivityId} ({b.Name})").ToList();
        return others.Count > 0 ? ("instance.import-waits", [string.Join(", ", others)]) : null;
    }

    private static bool IsHistory(PortableInstance file)
    {
        var last = 0L;
        foreach (var row in file.History)
        {
            if (row.Seq <= last || row.Seq > file.RowVersion || row.Stimulus.Length is 0 or > LongestWord || row.Actor?.Length > LongestWord
                || row.Entries is not System.Text.Json.Nodes.JsonArray)
            {
                return false;
            }

            last = row.Seq;
        }

        return true;
    }

    /// <summary>What waits there needs nothing but the instance. Tasks, calls and children have rows elsewhere that no file carries.</summary>
    private static bool IsPortable(Bookmark bookmark) => LinkableBookmarks.Contains(bookmark) || bookmark.Name == HttpRoutes.BookmarkName;

    private static bool IsId(string id) => id.Length == 32 && id.All(char.IsAsciiHexDigitLower);
}
