using LowCode.Portal.Cases;
using LowCode.Work;
using LowCode.Work.Tasks;

namespace LowCode.Portal.Inbox;

/// <summary>A page of tasks with the words for their codes.</summary>
public sealed record InboxRows(Page<TaskRow> Tasks, CaseWords Words);
