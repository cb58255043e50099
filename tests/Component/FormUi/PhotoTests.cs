using System.Text.Json.Nodes;
using Bunit;
using LowCode.Definitions.Forms;
using LowCode.FormUi;
using LowCode.FormUi.Photos;
using Microsoft.AspNetCore.Components.Forms;
using Xunit;

namespace LowCode.Tests.Component.FormUi;

/// <summary>Photos: taken one by one into the place that the surroundings name, shown small, removed again.</summary>
public sealed class PhotoTests
{
    private readonly List<(string Name, byte[] Content)> _kept = [];

    [Fact]
    public async Task Added_photos_are_kept_and_shown()
    {
        await using var screen = new FormScreen();
        var form = Show(screen, Keep);

        form.FindComponent<InputFile>().UploadFiles(Picture("一.jpg"), Picture("二.jpg"));

        form.WaitForAssertion(() => Assert.Equal(2, form.FindAll(".lc-photo img").Count));
        Assert.Equal(["一.jpg", "二.jpg"], _kept.Select(k => k.Name));
        Assert.Equal("""["id-1","id-2"]""", screen.LastChange!["x"]!.ToJsonString());
        Assert.Equal("/pictures/id-1", form.Find(".lc-photo img").GetAttribute("src"));
        Assert.Contains("2 / 3 张", form.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_photo_is_named_with_the_reason_and_the_others_stay()
    {
        await using var screen = new FormScreen();
        var form = Show(screen, (file, stop) => file.Name == "坏.jpg" ? Task.FromResult(new KeptPhoto(null, "内容不是图片")) : Keep(file, stop));

        form.FindComponent<InputFile>().UploadFiles(Picture("坏.jpg"), Picture("好.jpg"));

        form.WaitForAssertion(() => Assert.Contains("坏.jpg 上传失败：内容不是图片", form.Markup, StringComparison.Ordinal));
        Assert.Single(form.FindAll(".lc-photo img"));
    }

    [Fact]
    public async Task Broken_connection_is_said_and_nothing_is_lost()
    {
        await using var screen = new FormScreen();
        var form = Show(screen, (_, _) => throw new IOException("gone"), ["old"]);

        form.FindComponent<InputFile>().UploadFiles(Picture("新.jpg"));

        form.WaitForAssertion(() => Assert.Contains("新.jpg 上传失败", form.Markup, StringComparison.Ordinal));
        Assert.Equal("""["old"]""", form.Instance.Submission()["x"]!.ToJsonString());
    }

    [Fact]
    public async Task File_that_is_no_picture_is_refused_here()
    {
        await using var screen = new FormScreen();
        var form = Show(screen, Keep);

        form.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("text", "a.txt", contentType: "text/plain"));

        form.WaitForAssertion(() => Assert.Contains("不是图片", form.Markup, StringComparison.Ordinal));
        Assert.Empty(_kept);
    }

    [Fact]
    public async Task More_photos_than_the_field_takes_are_refused()
    {
        await using var screen = new FormScreen();
        var form = Show(screen, Keep, ["a", "b"]);

        form.FindComponent<InputFile>().UploadFiles(Picture("一.jpg"), Picture("二.jpg"));

        form.WaitForAssertion(() => Assert.Contains("最多 3 张", form.Markup, StringComparison.Ordinal));
        Assert.Empty(_kept);
    }

    [Fact]
    public async Task Full_field_offers_no_more()
    {
        await using var screen = new FormScreen();

        var form = Show(screen, Keep, ["a", "b", "c"]);

        Assert.Empty(form.FindComponents<InputFile>());
    }

    [Fact]
    public async Task Photo_is_removed()
    {
        await using var screen = new FormScreen();
        var form = Show(screen, Keep, ["a", "b"]);

        form.FindAll("[data-test=field-x-remove]")[0].Click();

        Assert.Equal("""["b"]""", screen.LastChange!["x"]!.ToJsonString());
    }

    [Fact]
    public async Task Phones_are_offered_their_camera()
    {
        await using var screen = new FormScreen();

        var form = Show(screen, Keep);

        Assert.Equal("environment", form.Find("[data-test=field-x-camera]").GetAttribute("capture"));
        Assert.Equal("image/*", form.Find("[data-test=field-x-file]").GetAttribute("accept"));
    }

    private static InputFileContent Picture(string name) => InputFileContent.CreateFromBinary([0xff, 0xd8, 0xff], name, contentType: "image/jpeg");

    private static IRenderedComponent<DynamicForm> Show(FormScreen screen, Func<PhotoFile, CancellationToken, Task<KeptPhoto>> keep, string[]? ids = null) =>
        screen.Show(
            FormScreen.Form(FieldRight.Write, FormScreen.Field("x", FieldType.Photo, new FieldLimits(Max: 3))),
            ids is null ? [] : new JsonObject { ["x"] = new JsonArray([.. ids.Select(i => (JsonNode?)i)]) },
            context: FormScreen.Context(new PhotoStore(keep, id => $"/pictures/{id}")));

    private async Task<KeptPhoto> Keep(PhotoFile file, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        await file.Content.CopyToAsync(bytes, cancellation);
        _kept.Add((file.Name, bytes.ToArray()));
        return new KeptPhoto($"id-{_kept.Count}", null);
    }
}
