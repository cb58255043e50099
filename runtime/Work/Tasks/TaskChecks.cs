using System.Globalization;
using LowCode.Work.People;
using LowCode.Work.Texts;

namespace LowCode.Work.Tasks;

/// <summary>Who may do a task, and whether it can be done that way.</summary>
internal static class TaskChecks
{
    /// <summary>As people count; as many as the portal's dialog takes.</summary>
    private const int MaxComment = 500;

    /// <summary>The assignee, whoever has one of the roles in the right department, and administrators.</summary>
    public static bool MayDo(Actor actor, TaskRecord task) =>
        actor.IsAdministrator
        || (task.Assignee is not null && task.Assignee == actor.Login)
        || task.Candidates.Any(c => actor.Roles.Contains(c.Role) && (c.Department.Length == 0 || c.Department == actor.Department));

    /// <summary>Why the completion of an open task cannot be; null: it can, as far as the task itself says.</summary>
    public static Rejection? Refuse(CompleteTaskRequest request, TaskRecord task)
    {
        if (!MayDo(request.Actor, task))
        {
            return RefuseStranger(task);
        }

        if (task.Outcomes.FirstOrDefault(o => o.Name == request.Outcome) is not { } outcome)
        {
            return Rejections.Invalid("task.unknown-outcome", request.Outcome, string.Join(", ", task.Outcomes.Select(o => $"{o.Label} ({o.Name})")));
        }

        return outcome.CommentRequired && string.IsNullOrWhiteSpace(request.Comment)
            ? Rejections.Invalid("task.comment-required", outcome.Label)
            : RefuseComment(request.Comment);
    }

    /// <summary>Null: the comment can be kept.</summary>
    public static Rejection? RefuseComment(string? comment)
    {
        var length = comment?.Trim().EnumerateRunes().Count() ?? 0;
        return length > MaxComment ? Rejections.Invalid("task.comment-too-long", MaxComment, length) : null;
    }

    public static Rejection RefuseStranger(TaskRecord task) => Rejections.Forbidden("task.forbidden", task.Title, Needs(task));

    /// <summary>Null: the task is open.</summary>
    /// <param name="zone">The tenant's, in which people read when it was done.</param>
    public static Rejection? RefuseEnded(TaskRecord task, TimeZoneInfo zone) => task.State switch
    {
        TaskState.Done => Rejections.Conflict("task.already-completed", task.Title, task.CompletedByName ?? task.CompletedBy, Local(task.CompletedAt, zone)),
        TaskState.Cancelled => Rejections.Conflict("task.cancelled", task.Title),
        TaskState.Open => null,
        _ => throw new ArgumentOutOfRangeException(nameof(task), task.State, "Expected a known state."),
    };

    private static string? Local(DateTimeOffset? at, TimeZoneInfo zone) =>
        at is { } instant ? TimeZoneInfo.ConvertTime(instant, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : null;

    private static string Needs(TaskRecord task)
    {
        var needs = new List<string>();
        if (task.Assignee is { } assignee)
        {
            needs.Add(WorkTexts.Of("task.needs-assignee", assignee));
        }

        needs.AddRange(task.Candidates.Select(c =>
            c.Department.Length == 0 ? WorkTexts.Of("task.needs-role", c.Role) : WorkTexts.Of("task.needs-role-in", c.Role, c.Department)));
        return needs.Count == 0 ? WorkTexts.Of("task.needs-administrator") : string.Join(" / ", needs);
    }
}
