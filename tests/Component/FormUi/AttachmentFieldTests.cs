using System.Text.Json.Nodes;
using Bunit;
using LowCode.Definitions.Forms;
using LowCode.FormUi;
using LowCode.FormUi.Attachments;
using LowCode.FormUi.Fields;
using Xunit;

namespace LowCode.Tests.Component.FormUi;

/// <summary>Attachments: the browser uploads, the field takes what it tells, shows it as far as it can, and says what is wrong.</summary>
public sealed class AttachmentFieldTests
{
    [Fact]
    public async Task Uploaded_photos_are_kept_and_shown_small()
    {
        await using var screen = new FormScreen();
        var form = Show(screen);

        await UploadAsync(form, "id-1", "一.jpg");
        await UploadAsync(form, "id-2", "二.jpg");

        Assert.Equal("""["id-1","id-2"]""", screen.LastChange!["x"]!.ToJsonString());
        Assert.Equal(["/pictures/id-1/small", "/pictures/id-2/small"], form.FindAll(".lc-photo img").Select(i => i.GetAttribute("src")));
        Assert.Contains("2 / 3 张", form.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Photo_of_the_camera_keeps_when_and_where_it_was_taken()
    {
        await using var screen = new FormScreen();
        var form = Show(screen);
        var field = form.FindComponent<AttachmentField>().Instance;

        await form.InvokeAsync(() => field.Begin("t", "a.jpg", 10, "image/jpeg"));
        await form.InvokeAsync(() => field.KeptAsync("t", new TakenFile("id-1", "a.jpg", "image/jpeg", 10, null, "2026-11-30T02:00:00Z", 112.0001234567, 30, 8.26)));

        Assert.Equal(
            """[{"id":"id-1","takenAt":"2026-11-30T02:00:00Z","place":{"lon":112.000123,"lat":30,"accuracy":8.3}}]""",
            screen.LastChange!["x"]!.ToJsonString());
        Assert.Contains("11-30 10:00 · 112.0001, 30", form.Find(".lc-taken").TextContent, StringComparison.Ordinal);
        Assert.Empty(FormSubmission.Check(Definition(FieldType.Photo), FormScreen.Step, screen.LastChange, FormScreen.Context().Lookups));
    }

    [Fact]
    public async Task Refused_file_is_named_with_the_servers_reason_and_the_others_stay()
    {
        await using var screen = new FormScreen();
        var form = Show(screen, ids: ["old"]);
        var field = form.FindComponent<AttachmentField>().Instance;

        await form.InvokeAsync(() => field.Begin("t", "坏.jpg", 10, "image/jpeg"));
        Assert.Single(form.FindAll("progress"));
        await form.InvokeAsync(() => field.Failed("t", "坏.jpg", "内容不是图片"));

        Assert.Contains("坏.jpg 上传失败：内容不是图片", form.Markup, StringComparison.Ordinal);
        Assert.Empty(form.FindAll("progress"));
        Assert.Equal("/pictures/old/small", form.Find(".lc-photo img").GetAttribute("src"));
    }

    [Fact]
    public async Task Form_waits_for_what_is_being_uploaded()
    {
        await using var screen = new FormScreen();
        var form = Show(screen);
        var field = form.FindComponent<AttachmentField>().Instance;
        await form.InvokeAsync(() => field.Begin("one", "一.jpg", 10, "image/jpeg"));
        await form.InvokeAsync(() => field.Begin("two", "二.jpg", 10, "image/jpeg"));

        Assert.False(await form.InvokeAsync(() => form.Instance.CheckAsync(skipsRequired: true)));
        Assert.Contains("还在上传", form.Find("[data-test=form-problems]").TextContent, StringComparison.Ordinal);
        await form.InvokeAsync(() => field.Failed("one", "一.jpg", null));
        Assert.False(await form.InvokeAsync(() => form.Instance.CheckAsync()));
        await form.InvokeAsync(() => field.KeptAsync("two", new TakenFile("id-2", "二.jpg", "image/jpeg", 10, null, null, null, null, null)));

        Assert.Empty(form.FindAll("[data-test=form-problems] li"));
        Assert.True(await form.InvokeAsync(() => form.Instance.CheckAsync()));
        Assert.Equal("""["id-2"]""", screen.LastChange!["x"]!.ToJsonString());
    }

    [Fact]
    public async Task Photo_that_is_named_twice_is_drawn_twice_and_told()
    {
        await using var screen = new FormScreen();

        var form = Show(screen, ids: ["a", "a"]);

        Assert.Equal(["/pictures/a/small", "/pictures/a/small"], form.FindAll(".lc-photo img").Select(i => i.GetAttribute("src")));
    }

    [Fact]
    public async Task What_the_field_does_not_take_is_not_even_sent()
    {
        await using var screen = new FormScreen();
        var photo = Show(screen).FindComponent<AttachmentField>();
        var video = Show(screen, FieldType.Video).FindComponent<AttachmentField>();
        var full = Show(screen, ids: ["a", "b", "c"]).FindComponent<AttachmentField>();

        Assert.False(await photo.InvokeAsync(() => photo.Instance.Begin("t", "a.txt", 10, "text/plain")));
        Assert.False(await video.InvokeAsync(() => video.Instance.Begin("t", "a.mp4", 501L * 1024 * 1024, "video/mp4")));
        Assert.False(await full.InvokeAsync(() => full.Instance.Begin("t", "d.jpg", 10, "image/jpeg")));

        Assert.Contains("不是图片", photo.Markup, StringComparison.Ordinal);
        Assert.Contains("500 MB", video.Markup, StringComparison.Ordinal);
        Assert.Contains("最多 3 张", full.Markup, StringComparison.Ordinal);
        Assert.Empty(full.FindAll("input[type=file]"));
    }

    [Fact]
    public async Task Attachment_is_removed()
    {
        await using var screen = new FormScreen();
        var form = Show(screen, ids: ["a", "b"]);

        form.FindAll("[data-test=field-x-remove]")[0].Click();

        Assert.Equal("""["b"]""", screen.LastChange!["x"]!.ToJsonString());
    }

    [Fact]
    public async Task Phones_are_offered_their_camera_and_files_are_shown_by_name()
    {
        await using var screen = new FormScreen();

        var photo = Show(screen);
        var file = Show(screen, FieldType.File, ["f1"]);

        Assert.Equal("environment", photo.Find("[data-test=field-x-camera]").GetAttribute("capture"));
        Assert.Equal("image/*", photo.Find("[data-test=field-x-file]").GetAttribute("accept"));
        Assert.Empty(file.FindAll("[data-test=field-x-camera]"));
        Assert.Equal(("批复.pdf", "/pictures/f1"), (file.Find("a.lc-file-name").TextContent, file.Find("a.lc-file-name").GetAttribute("href")));
        Assert.Contains("2 KB", file.Markup, StringComparison.Ordinal);
    }

    private static FormDefinition Definition(FieldType type) => FormScreen.Form(FieldRight.Write, FormScreen.Field("x", type, new FieldLimits(Max: 3)));

    private static IRenderedComponent<DynamicForm> Show(FormScreen screen, FieldType type = FieldType.Photo, string[]? ids = null) => screen.Show(
        Definition(type),
        ids is null ? [] : new JsonObject { ["x"] = new JsonArray([.. ids.Select(i => (JsonNode?)i)]) },
        context: FormScreen.Context(Place()));

    internal static AttachmentPlace Place() => new(
        "/uploads",
        id => $"/pictures/{id}",
        id => $"/pictures/{id}/small",
        (ids, _) => Task.FromResult<IReadOnlyList<AttachmentFacts>>([.. ids.Select(i => new AttachmentFacts(i, "批复.pdf", 2048))]),
        new Dictionary<string, int> { ["photo"] = 10, ["video"] = 500, ["file"] = 100 });

    private static async Task UploadAsync(IRenderedComponent<DynamicForm> form, string id, string name)
    {
        var field = form.FindComponent<AttachmentField>().Instance;
        Assert.True(await form.InvokeAsync(() => field.Begin(id, name, 10, "image/jpeg")));
        await form.InvokeAsync(() => field.KeptAsync(id, new TakenFile(id, name, "image/jpeg", 10, null, null, null, null, null)));
    }
}
